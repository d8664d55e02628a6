package dev.emulator.fireworks.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of a row before a transition.
 *
 * @param plan unset if the transition did not change the plan
 */
record PriorState(
        String state,
        int stage,
        Instant enteredAt,
        @Nullable Integer progress,
        @Nullable String plan) {}
