package dev.emulator.fireworks.inference;

import java.util.List;

/**
 * The options that limit a reply.
 *
 * @param choices number of replies, at least 1
 * @param maxTokens maximum number of generated tokens of each reply, 0 or more
 * @param stop texts at which a reply ends; they are not part of the reply
 * @param failsBeyondContext whether the request fails if prompt and generated tokens might exceed the context length of the model
 */
public record SamplingOptions(int choices, int maxTokens, List<String> stop, boolean failsBeyondContext) {

    /** The service's default. */
    public static final int DEFAULT_MAX_TOKENS = 2048;

    public static final SamplingOptions DEFAULT = new SamplingOptions(1, DEFAULT_MAX_TOKENS, List.of());

    public SamplingOptions(int choices, int maxTokens, List<String> stop) {
        this(choices, maxTokens, stop, false);
    }

    SamplingOptions withMaxTokens(int tokens) {
        return new SamplingOptions(choices, tokens, stop, failsBeyondContext);
    }
}
