package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.protojson.ProtoOptional;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Limits a fault to some of the matching calls. A call must meet all conditions that are set. Without conditions, the fault fires on every
 * call. Matching calls within the time window are numbered from 1.
 *
 * @param nth fires on this call only
 * @param every fires on calls whose number is a multiple of this
 * @param first fires on calls up to this number
 * @param after fires on calls after this number
 * @param from the start of the window, by the account's clock
 * @param until the end of the window (exclusive), by the account's clock
 * @param probability above 0 and at most 1; reproducible, as it depends on the random seed, the fault's id and the number of the call only
 */
public record FaultWhen(
        @ProtoOptional @Nullable Integer nth,
        @ProtoOptional @Nullable Integer every,
        @ProtoOptional @Nullable Integer first,
        @ProtoOptional @Nullable Integer after,
        @ProtoOptional @Nullable Instant from,
        @ProtoOptional @Nullable Instant until,
        @ProtoOptional @Nullable Double probability) {

    public static final FaultWhen ALWAYS = new FaultWhen(null, null, null, null, null, null, null);

    /** Fires on the first calls only. */
    public static FaultWhen first(int calls) {
        return new FaultWhen(null, null, calls, null, null, null, null);
    }

    /** Fires on one call, counted from 1. */
    public static FaultWhen nth(int call) {
        return new FaultWhen(call, null, null, null, null, null, null);
    }

    boolean isOpen(Instant now) {
        return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
    }

    boolean isTurn(long number, RandomGenerator chance) {
        return isTurn(number) && (probability == null || chance.nextDouble() < probability);
    }

    private boolean isTurn(long number) {
        return (nth == null || number == nth)
                && (every == null || number % every == 0)
                && (first == null || number <= first)
                && (after == null || number > after);
    }

    /** Returns whether the fault can fire at all. It is enough to try the smallest possible number. */
    boolean hasTurn() {
        var beyond = after == null ? 0L : after;
        var step = every == null ? 1L : every;
        return isTurn(nth == null ? (beyond / step + 1) * step : nth);
    }
}
