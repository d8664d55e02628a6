package dev.emulator.fireworks.inference;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One reply to a prompt, within the limits of the request.
 *
 * @param index from 0
 * @param logprobs scripted log probabilities of the tokens of the content; empty if they are generated
 */
public record Choice(
        int index,
        String content,
        String reasoning,
        List<ToolCall> toolCalls,
        String refusal,
        FinishReason finishReason,
        List<Double> logprobs) {

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
                List.of());
    }
}
