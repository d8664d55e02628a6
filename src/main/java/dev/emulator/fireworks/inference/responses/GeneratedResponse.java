package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.inference.Choice;
import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.FinishReason;
import org.jspecify.annotations.Nullable;

/**
 * A response of a model.
 *
 * @param id null if it is not stored
 * @param created seconds since 1970 on the clock of the account
 * @param choice the reply, whose tool calls have ids
 */
record GeneratedResponse(
        @Nullable String id,
        long created,
        ResponseRequest request,
        Completion completion,
        Choice choice,
        OutputItems output,
        boolean hasUsage) {

    boolean isIncomplete() {
        return choice.finishReason() == FinishReason.LENGTH;
    }

    String status() {
        return isIncomplete() ? "incomplete" : "completed";
    }
}
