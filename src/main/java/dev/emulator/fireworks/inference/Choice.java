package dev.emulator.fireworks.inference;

import java.util.List;

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
        List<Double> logprobs) {}
