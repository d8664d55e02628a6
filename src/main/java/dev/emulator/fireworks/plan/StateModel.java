package dev.emulator.fireworks.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The states of a type of resource and the defaults of each state. Several types can share one model. */
public interface StateModel {

    /** All states, as in the API. */
    List<String> states();

    /** Finds a state by its name in the API, with or without the prefix. */
    Optional<String> state(String spelled);

    /** Whether no other state can follow. */
    boolean isTerminal(String state);

    /**
     * Whether resources usually stay in this state for days, although another state is planned. Waits and advances of the clock stop in such
     * a state, as in a terminal one.
     */
    default boolean isResting(String state) {
        return false;
    }

    default boolean isTerminalOrResting(String state) {
        return isTerminal(state) || isResting(state);
    }

    /** Whether a resource in this state is being deleted. */
    boolean isDeleting(String state);

    /** Whether a resource that ends in this state has results, which can become available later. */
    default boolean canSettle(String state) {
        return false;
    }

    /** A stage with the usual status of a state. */
    default Plan.Stage stage(String state, @Nullable Duration lasts) {
        return Plan.Stage.of(state, lasts);
    }

    /** The predefined plans. */
    List<PlanTemplate> readyPlans();
}
