package dev.emulator.fireworks.inference.usage;

/**
 * The usage of several requests.
 *
 * @param promptTokens including the cached ones
 * @param costNanos in billionths of a US dollar
 */
public record UsageSum(long calls, long promptTokens, long cachedTokens, long completionTokens, long costNanos) {

    static final UsageSum NONE = new UsageSum(0, 0, 0, 0, 0);

    UsageSum plus(UsageSum other) {
        return new UsageSum(
                calls + other.calls,
                promptTokens + other.promptTokens,
                cachedTokens + other.cachedTokens,
                completionTokens + other.completionTokens,
                costNanos + other.costNanos);
    }
}
