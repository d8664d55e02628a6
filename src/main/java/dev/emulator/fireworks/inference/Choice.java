package dev.emulator.fireworks.inference;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One reply to a prompt, within the limits of the request.
 *
 * @param index from 0
 * @param logprobs scripted log probabilities of the tokens of the content; empty if they are generated
 * @param stop the stop text that ended the content; empty if none did
 */
public record Choice(
        int index,
        String content,
        String reasoning,
        List<ToolCall> toolCalls,
        String refusal,
        FinishReason finishReason,
        List<Double> logprobs,
        String stop) {

    /** A reply that no stop text ended. */
    public Choice(
            int index,
            String content,
            String reasoning,
            List<ToolCall> toolCalls,
            String refusal,
            FinishReason finishReason,
            List<Double> logprobs) {
        this(index, content, reasoning, toolCalls, refusal, finishReason, logprobs, "");
    }

    public Choice withIndex(int newIndex) {
        return new Choice(newIndex, content, reasoning, toolCalls, refusal, finishReason, logprobs, stop);
    }

    /** Returns the choice with an id for each tool call that has none. */
    public Choice withToolCallIds(Supplier<String> ids) {
        var identified = toolCalls.stream()
                .map(call -> call.id().isEmpty() ? call.withId(ids.get()) : call)
                .toList();
        return new Choice(index, content, reasoning, identified, refusal, finishReason, logprobs, stop);
    }

    Choice withToolCallsAsText() {
        if (toolCalls.isEmpty()) {
            return this;
        }
        var text = toolCalls.stream().map(ToolCall::asText).collect(Collectors.joining("\n"));
        return new Choice(
                index,
                content.isEmpty() ? text : content + "\n" + text,
                reasoning,
                List.of(),
                refusal,
                finishReason == FinishReason.TOOL_CALLS ? FinishReason.STOP : finishReason,
                List.of(),
                stop);
    }
}
