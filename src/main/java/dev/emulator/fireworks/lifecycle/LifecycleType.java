package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.plan.MatchAttribute;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.PlanAttribute;
import dev.emulator.fireworks.plan.PlannedType;
import dev.emulator.fireworks.plan.StateModel;
import java.util.List;
import java.util.function.BiFunction;

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
 * @param isFollowed whether other resources follow the states of these rows, so that the listener must be called for each state
 * @param completion completes the plans that requests set for existing rows
 */
public record LifecycleType(
        Class<? extends StatefulRow<?>> rowType,
        String table,
        String collection,
        StateModel stateModel,
        List<MatchAttribute> matchAttributes,
        List<PlanAttribute> planAttributes,
        TransitionListener listener,
        boolean isFollowed,
        BiFunction<StatefulRow<?>, Plan, Plan> completion)
        implements PlannedType {

    public LifecycleType(
            Class<? extends StatefulRow<?>> rowType,
            String table,
            String collection,
            StateModel stateModel,
            List<MatchAttribute> matchAttributes,
            List<PlanAttribute> planAttributes,
            TransitionListener listener) {
        this(
                rowType,
                table,
                collection,
                stateModel,
                matchAttributes,
                planAttributes,
                listener,
                false,
                (row, plan) -> plan);
    }

    /** The same type, for rows whose states other resources follow. */
    public LifecycleType followed() {
        return new LifecycleType(
                rowType, table, collection, stateModel, matchAttributes, planAttributes, listener, true, completion);
    }

    /** The same type, for rows whose plans need more stages than a request sets. */
    public LifecycleType completing(BiFunction<StatefulRow<?>, Plan, Plan> plans) {
        return new LifecycleType(
                rowType, table, collection, stateModel, matchAttributes, planAttributes, listener, isFollowed, plans);
    }

    /** Whether the plan of a resource in this state can no longer be changed: it has ended, or is being deleted. */
    boolean isClosed(String state) {
        return stateModel.isTerminal(state) || stateModel.isDeleting(state);
    }
}
