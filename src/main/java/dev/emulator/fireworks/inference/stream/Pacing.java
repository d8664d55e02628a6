package dev.emulator.fireworks.inference.stream;

import dev.emulator.fireworks.inference.ReplyTiming;
import java.util.random.RandomGenerator;

/** Determines when the events of one reply are due. */
final class Pacing {

    private static final double NANOS_PER_SECOND = 1e9;

    private final ReplyTiming timing;
    private final RandomGenerator random;
    private boolean first = true;

    Pacing(ReplyTiming timing, RandomGenerator random) {
        this.timing = timing;
        this.random = random;
    }

    /** Returns the time from the request to the first event, in nanoseconds. */
    long first() {
        return varied(timing.timeToFirstToken().toNanos());
    }

    /** Returns the time between the previous event and one with a number of tokens, in nanoseconds. The first token is not delayed. */
    long before(int tokens) {
        var delayed = first ? tokens - 1 : tokens;
        first &= tokens == 0;
        return delayed <= 0 || timing.tokensPerSecond() == 0
                ? 0
                : varied(delayed * NANOS_PER_SECOND / timing.tokensPerSecond());
    }

    private long varied(double nanos) {
        return (long) (timing.jitter() == 0 ? nanos : nanos * (1 + timing.jitter() * (2 * random.nextDouble() - 1)));
    }
}
