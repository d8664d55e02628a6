package dev.emulator.fireworks.inference;

/**
 * Numbers of tokens.
 *
 * @param promptTokens of the prompt, including the cached ones
 * @param cachedTokens of the prompt, which were in the prompt cache
 * @param completionTokens of all replies, including reasoning
 * @param reasoningTokens of all replies
 */
public record Usage(int promptTokens, int cachedTokens, int completionTokens, int reasoningTokens) {

    public int totalTokens() {
        return promptTokens + completionTokens;
    }
}
