package dev.emulator.fireworks.chance;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.protojson.ProtoOptional;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Limits a fault or a scripted reply to some of the matching calls. A call must meet all conditions that are set. Without conditions, it
 * applies to every call. Matching calls within the time window are numbered from 1.
 *
 * @param nth applies to this call only
 * @param every applies to calls whose number is a multiple of this
 * @param first applies to calls up to this number
 * @param after applies to calls after this number
 * @param from the start of the window, by the account's clock
 * @param until the end of the window (exclusive), by the account's clock
 * @param probability above 0 and at most 1; reproducible, as it depends on the random seed, the id and the number of the call only
 */
public record CallTrigger(
        @ProtoOptional @Nullable Integer nth,
        @ProtoOptional @Nullable Integer every,
        @ProtoOptional @Nullable Integer first,
        @ProtoOptional @Nullable Integer after,
        @ProtoOptional @Nullable Instant from,
        @ProtoOptional @Nullable Instant until,
        @ProtoOptional @Nullable Double probability) {

    public static final CallTrigger ALWAYS = new CallTrigger(null, null, null, null, null, null, null);

    /** Applies to the first calls only. */
    public static CallTrigger first(int calls) {
        return new CallTrigger(null, null, calls, null, null, null, null);
    }

    /** Applies to one call, counted from 1. */
    public static CallTrigger nth(int call) {
        return new CallTrigger(call, null, null, null, null, null, null);
    }

    /** Returns whether a time is in the window. */
    public boolean isOpen(Instant now) {
        return (from == null || !now.isBefore(from)) && (until == null || now.isBefore(until));
    }

    /** Returns whether the trigger applies to the call of a number. */
    public boolean isTurn(long number, RandomGenerator chance) {
        return isTurn(number) && (probability == null || chance.nextDouble() < probability);
    }

    private boolean isTurn(long number) {
        return (nth == null || number == nth)
                && (every == null || number % every == 0)
                && (first == null || number <= first)
                && (after == null || number > after);
    }

    /**
     * Validates the conditions, which are in the field {@code when} of a request.
     *
     * @throws ApiException INVALID_ARGUMENT if a value is invalid, or the conditions exclude each other
     */
    public void check() {
        requireAtLeast(1, nth, "when.nth");
        requireAtLeast(1, every, "when.every");
        requireAtLeast(1, first, "when.first");
        requireAtLeast(0, after, "when.after");
        require(
                hasTurn(),
                "when",
                "matches no call: nth, every, first and after exclude each other, so the fault or reply would never fire");
        require(until == null || from == null || until.isAfter(from), "when.until", "must be later than from");
        require(
                probability == null || probability > 0 && probability <= 1,
                "when.probability",
                "must be above 0 and at most 1");
    }

    /** @throws ApiException INVALID_ARGUMENT if the window ended before a time */
    public void checkNotOver(Instant now) {
        require(until == null || until.isAfter(now), "when.until", "is in the past: the account's clock shows " + now);
    }

    /** Returns a generator that depends on an id and the number of a call only, so that every run draws the same values. */
    public static RandomGenerator chance(long seed, String id, long number) {
        var own = new SplittableRandom(seed ^ id.hashCode()).nextLong();
        return new SplittableRandom(new SplittableRandom(own ^ number).nextLong());
    }

    /** Returns whether the trigger applies to any call. It is enough to try the smallest possible number. */
    private boolean hasTurn() {
        var beyond = after == null ? 0L : after;
        var step = every == null ? 1L : every;
        return isTurn(nth == null ? (beyond / step + 1) * step : nth);
    }

    private static void requireAtLeast(int least, @Nullable Integer number, String field) {
        require(number == null || number >= least, field, "must be at least " + least);
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw ApiException.invalidArgument(field, field + " " + rule);
        }
    }
}
