package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.plan.MatchAttribute;
import dev.emulator.fireworks.plan.PlanAttribute;
import dev.emulator.fireworks.plan.PlannedType;
import dev.emulator.fireworks.plan.StateModel;
import java.util.List;

/**
 * A type of resource whose state moves along a plan. Its package joins the platform by declaring one as a bean; any number of them work
 * together.
 *
 * @param rowType the row
 * @param table where the rows are
 * @param collection the resource's name in URLs
 * @param stateModel its states and ready-made plans
 * @param matchAttributes what plan rules can tell its resources apart by, besides id and display name
 * @param planAttributes what a plan can say about its resources, besides their states
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

    /** Whether a resource in a state takes no other plan any more: it has ended, or is about to be removed. */
    boolean isClosed(String state) {
        return stateModel.isTerminal(state) || stateModel.isDeleting(state);
    }
}
