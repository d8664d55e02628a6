package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.protojson.ProtoOptional;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When it is a matching call's turn: when all of what is set holds. Nothing set means always. Calls are counted from 1, and only those
 * within the window of time.
 *
 * @param nth this call only
 * @param every each call whose number is a multiple of this
 * @param first calls up to this number
 * @param after calls beyond this number
 * @param from the start of a window of the account's time
 * @param until the end of the window, which is not in it
 * @param probability by chance, above 0 and up to 1; the account's seed, the fault's id and the call's number decide
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

    /** The first calls, and then no more. */
    public static FaultWhen first(int calls) {
        return new FaultWhen(null, null, calls, null, null, null, null);
    }

    /** One call, counted from 1. */
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

    /** Whether there is any number whose turn it is; the smallest that might be is the only one to try. */
    boolean hasTurn() {
        var beyond = after == null ? 0L : after;
        var step = every == null ? 1L : every;
        return isTurn(nth == null ? (beyond / step + 1) * step : nth);
    }
}
