package dev.emulator.fireworks.inference;

import java.time.Duration;

/**
 * How fast a reply arrives, in real time.
 *
 * @param timeToFirstToken from the request to the first token
 * @param tokensPerSecond of the following tokens; 0 for no delay
 * @param jitter largest random deviation of each delay, as a fraction of it, 0 to 1
 */
public record ReplyTiming(Duration timeToFirstToken, double tokensPerSecond, double jitter) {

    public static final ReplyTiming IMMEDIATE = new ReplyTiming(Duration.ZERO, 0, 0);

    public boolean isImmediate() {
        return timeToFirstToken.isZero() && tokensPerSecond == 0;
    }
}
