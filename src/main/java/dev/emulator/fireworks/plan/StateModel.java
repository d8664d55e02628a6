package dev.emulator.fireworks.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The states that resources of a type can be in, and what is usual in each. Several types may share one. */
public interface StateModel {

    /** Every state there is, as the API spells it. */
    List<String> states();

    /** The state that a user means, who may leave the prefix away. */
    Optional<String> state(String spelled);

    /** Whether nothing comes after a state any more. */
    boolean isTerminal(String state);

    /** Whether a resource in a state is about to be removed. */
    boolean isDeleting(String state);

    /** Whether what a resource leaves behind when it ends in a state may become ready later than that. */
    boolean canSettle(String state);

    /** A stage in a state, with whatever usually belongs to it. */
    Plan.Stage stage(String state, @Nullable Duration lasts);

    /** The plans that come with the emulator. */
    List<PlanTemplate> readyPlans();
}
