package dev.emulator.fireworks.inference.reply;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.inference.ReplyTiming;
import java.time.Duration;

/**
 * How fast a reply arrives, in real time. Without any field, it arrives at once.
 *
 * @param timeToFirstToken from the request to the first token, one hour at most; empty for no delay
 * @param tokensPerSecond rate of the following tokens, 0.01 or more; 0 for no delay
 * @param jitter largest random deviation of each delay, as a fraction of it, 0 to 1; reproducible, as it depends on the random seed
 */
public record TimingSpec(String timeToFirstToken, double tokensPerSecond, double jitter) {

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final double SLOWEST = 0.01;

    ReplyTiming timing() {
        return new ReplyTiming(wait("timing.time_to_first_token"), tokensPerSecond, jitter);
    }

    /**
     * Validates the timing.
     *
     * @param field the field of the request that contains the timing
     * @throws ApiException INVALID_ARGUMENT
     */
    void check(String field) {
        var prefix = field.isEmpty() ? "" : field + ".";
        var first = prefix + "time_to_first_token";
        require(wait(first).compareTo(LONGEST_WAIT) <= 0, first, "must be an hour at most, since it is real time");
        require(
                tokensPerSecond == 0 || tokensPerSecond >= SLOWEST && Double.isFinite(tokensPerSecond),
                prefix + "tokens_per_second",
                "must be 0, for no delay, or at least 0.01");
        require(jitter >= 0 && jitter <= 1, prefix + "jitter", "must be 0 to 1");
        require(jitter == 0 || !timing().isImmediate(), prefix + "jitter", "has no effect without a delay");
    }

    private Duration wait(String field) {
        return timeToFirstToken.isEmpty() ? Duration.ZERO : Durations.parse(field, timeToFirstToken);
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw ApiException.invalidArgument(field, field + " " + rule);
        }
    }
}
