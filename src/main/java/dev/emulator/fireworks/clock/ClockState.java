package dev.emulator.fireworks.clock;

import dev.emulator.fireworks.aip.Timestamps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * State of an account's clock: it showed {@code at} when the machine's clock showed {@code since}, and has run {@code factor} times as fast
 * since then. An account without these two times uses the machine's clock.
 *
 * @param since reference time of the machine's clock
 * @param at time of the account's clock at {@code since}
 * @param factor speed relative to the machine's clock, while not frozen
 * @param frozen whether the clock is stopped
 * @param moves the latest advances that had a request id, so that a retry is recognised
 */
public record ClockState(
        @Nullable Instant since, @Nullable Instant at, double factor, boolean frozen, List<AdvanceRequest> moves) {

    /** The number of request ids that are remembered. */
    private static final int REMEMBERED = 200;

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    /**
     * An advance of the clock that was requested with a request id.
     *
     * @param fromIncluded whether transitions at exactly {@code from} belong to this advance
     */
    public record AdvanceRequest(String requestId, Instant from, Instant to, boolean fromIncluded) {}

    public boolean isOwn() {
        return since != null;
    }

    public Instant now(Instant machine) {
        if (since == null || at == null) {
            return machine;
        }
        return frozen || machine.isBefore(since) ? at : later(at, Duration.between(since, machine), factor);
    }

    /** Returns the state with a new speed from now on. Times are rounded to microseconds, the precision of the database. */
    public ClockState from(Instant machine, boolean frozen, double factor) {
        return new ClockState(machine, roundedUp(now(machine)), factor, frozen, moves);
    }

    public ClockState moved(Instant machine, Instant to) {
        return new ClockState(machine, roundedUp(to), isOwn() ? factor : 1, frozen, moves);
    }

    /** @throws IllegalArgumentException if no request could have led to this state */
    public void check(double fastest) {
        require((since == null) == (at == null), "since and at must both be set, or neither");
        require(!isOwn() || factor > 0 && factor <= fastest, "factor must be above 0 and at most " + (long) fastest);
        require(moves.size() <= REMEMBERED, "moves must have at most " + REMEMBERED + " entries");
        for (var move : moves) {
            require(move.from() != null && move.to() != null, "a move needs from and to");
            require(!move.to().isBefore(move.from()), "a move cannot go back");
        }
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    public ClockState withAdvance(AdvanceRequest move) {
        var all = new ArrayList<>(moves);
        all.add(move);
        return new ClockState(since, at, factor, frozen, all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
    }

    public Optional<AdvanceRequest> move(String requestId) {
        return moves.stream()
                .filter(move -> !requestId.isEmpty() && Objects.equals(move.requestId(), requestId))
                .findFirst();
    }

    /** A fast clock can reach the last representable time within days, and stops there. */
    private static Instant later(Instant at, Duration passed, double factor) {
        var left = seconds(Duration.between(at, Timestamps.LAST));
        var seconds = seconds(passed).multiply(BigDecimal.valueOf(factor));
        if (seconds.compareTo(left) >= 0) {
            return Timestamps.LAST;
        }
        var whole = seconds.setScale(0, RoundingMode.FLOOR);
        return at.plusSeconds(whole.longValue())
                .plusNanos(seconds.subtract(whole).multiply(NANOS).longValue());
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toSeconds()).add(BigDecimal.valueOf(duration.toNanosPart(), 9));
    }

    public static Instant roundedUp(Instant time) {
        var micros = time.truncatedTo(ChronoUnit.MICROS);
        return micros.equals(time) ? time : micros.plus(1, ChronoUnit.MICROS);
    }
}
