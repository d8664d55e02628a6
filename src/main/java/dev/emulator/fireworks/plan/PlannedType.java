package dev.emulator.fireworks.plan;

import java.util.List;

/** A type of resource that follows plans, as far as plans have to know it. */
public interface PlannedType {

    /** The resource's name in URLs. */
    String collection();

    /** Its states and ready-made plans. */
    StateModel stateModel();

    /** What plan rules can tell its resources apart by, besides id and display name. */
    List<MatchAttribute> matchAttributes();

    /** What a plan can say about its resources, besides their states. */
    List<PlanAttribute> planAttributes();

    /** The plans that come with the emulator and that its resources can follow. */
    default List<PlanTemplate> readyPlans() {
        return stateModel().readyPlans().stream()
                .filter(plan -> plan.attributes().keySet().stream()
                        .allMatch(name -> planAttributes().stream()
                                .anyMatch(known -> known.name().equals(name))))
                .toList();
    }
}
