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
 * How an account's time goes: from a moment on, so many times as fast as the machine's. Unset, it is the machine's own.
 *
 * @param since the moment by the machine's clock
 * @param at the moment by the account's clock
 * @param factor how fast time passes when it does
 * @param frozen whether it stands still
 * @param moves the latest moves that can be asked for again
 */
public record ClockState(
        @Nullable Instant since, @Nullable Instant at, double factor, boolean frozen, List<AdvanceRequest> moves) {

    /** So many moves can be told apart from new ones. */
    private static final int REMEMBERED = 200;

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    /**
     * A move of the clock that was asked for under a name of its own.
     *
     * @param fromIncluded whether what happened at the very beginning came of this move
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

    /** From now on frozen, or going so many times as fast. The database keeps microseconds, so own clocks start on one of them. */
    public ClockState from(Instant machine, boolean frozen, double factor) {
        return new ClockState(machine, roundedUp(now(machine)), factor, frozen, moves);
    }

    public ClockState moved(Instant machine, Instant to) {
        return new ClockState(machine, roundedUp(to), isOwn() ? factor : 1, frozen, moves);
    }

    /** @throws IllegalArgumentException for what no call could have made of a clock */
    public void check(double fastest) {
        require((since == null) == (at == null), "since and at go together");
        require(!isOwn() || factor > 0 && factor <= fastest, "factor must be above 0 and at most " + (long) fastest);
        require(moves.size() <= REMEMBERED, "there can be " + REMEMBERED + " moves at most");
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

    public ClockState remembering(AdvanceRequest move) {
        var all = new ArrayList<>(moves);
        all.add(move);
        return new ClockState(since, at, factor, frozen, all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
    }

    public Optional<AdvanceRequest> move(String requestId) {
        return moves.stream()
                .filter(move -> !requestId.isEmpty() && Objects.equals(move.requestId(), requestId))
                .findFirst();
    }

    /** A fast clock can come to the last time that is representable within days, and stands still there. */
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
