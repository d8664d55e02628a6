package dev.emulator.fireworks.inference;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model says, before the limits of the request are applied.
 *
 * @param content text; empty for none
 * @param reasoning text; empty for none
 * @param refusal text; empty for none
 * @param finishReason null if it follows from the reply and the limits of the request
 * @param usage null if tokens are counted
 * @param logprobs log probabilities of the tokens of the content, in their order; empty if they are generated
 */
public record Reply(
        String content,
        String reasoning,
        List<ToolCall> toolCalls,
        String refusal,
        @Nullable FinishReason finishReason,
        @Nullable Usage usage,
        List<Double> logprobs) {

    public static Reply text(String content) {
        return new Reply(content, "", List.of(), "", null, null, List.of());
    }

    public static Reply toolCalls(List<ToolCall> calls) {
        return new Reply("", "", calls, "", null, null, List.of());
    }

    public Reply withReasoning(String text) {
        return new Reply(content, text, toolCalls, refusal, finishReason, usage, logprobs);
    }
}
