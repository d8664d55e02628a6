package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.plan.MatchAttribute;
import dev.emulator.fireworks.plan.PlanAttribute;
import dev.emulator.fireworks.plan.PlannedType;
import dev.emulator.fireworks.plan.StateModel;
import java.util.List;

/**
 * A type of resource whose state follows a plan. The package of such a resource declares one as a bean.
 *
 * @param rowType class of the rows
 * @param table table of the rows
 * @param collection the resource's name in URLs
 * @param stateModel states and predefined plans
 * @param matchAttributes fields that plan rules can match, besides id and display name
 * @param planAttributes properties that plans can set, besides the states
 * @param listener reacts to transitions; only {@link Lifecycle} calls it
 */
public record LifecycleType(
        Class<? extends StatefulRow<?>> rowType,
        String table,
        String collection,
        StateModel stateModel,
        List<MatchAttribute> matchAttributes,
        List<PlanAttribute> planAttributes,
        TransitionListener listener)
        implements PlannedType {

    /** Whether the plan of a resource in this state can no longer be changed: it has ended, or is being deleted. */
    boolean isClosed(String state) {
        return stateModel.isTerminal(state) || stateModel.isDeleting(state);
    }
}
