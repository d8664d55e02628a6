package dev.emulator.fireworks.plan;

import java.util.List;

/** A type of resource that follows plans, as seen by this package. */
public interface PlannedType {

    /** The resource's name in URLs. */
    String collection();

    /** Its states and predefined plans. */
    StateModel stateModel();

    /** The fields that plan rules can match, besides id and display name. */
    List<MatchAttribute> matchAttributes();

    /** The properties that plans can set, besides the states. */
    List<PlanAttribute> planAttributes();

    /** The predefined plans that its resources can follow. */
    default List<PlanTemplate> readyPlans() {
        return stateModel().readyPlans().stream()
                .filter(plan -> plan.attributes().keySet().stream()
                        .allMatch(name -> planAttributes().stream()
                                .anyMatch(known -> known.name().equals(name))))
                .toList();
    }
}
