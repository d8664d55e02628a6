package dev.emulator.fireworks.inference.messages;

import dev.emulator.fireworks.inference.Choice;
import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.FinishReason;

/**
 * A message of a model.
 *
 * @param choice the reply, whose tool calls have ids
 * @param hasRawOutput whether the answer contains what the model generated before it was parsed
 */
record GeneratedMessage(String id, Completion completion, Choice choice, boolean hasRawOutput, boolean hasUsage) {

    /** Returns the text of the content; a refusal is a text, too. */
    String text() {
        return choice.content().isEmpty() ? choice.refusal() : choice.content();
    }

    String stopReason() {
        return switch (choice.finishReason()) {
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case STOP -> isStopped() ? "stop_sequence" : choice.refusal().isEmpty() ? "end_turn" : "refusal";
        };
    }

    /** Returns whether a stop sequence ended the message. */
    boolean isStopped() {
        return choice.finishReason() == FinishReason.STOP && !choice.stop().isEmpty();
    }
}
