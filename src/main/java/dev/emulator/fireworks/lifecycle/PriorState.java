package dev.emulator.fireworks.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a row was before a transition.
 *
 * @param plan unset where it is the same as afterwards
 */
record PriorState(
        String state,
        int stage,
        Instant enteredAt,
        @Nullable Integer progress,
        @Nullable String plan) {}
