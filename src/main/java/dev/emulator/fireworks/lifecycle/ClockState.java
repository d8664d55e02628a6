package dev.emulator.fireworks.lifecycle;

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
record ClockState(@Nullable Instant since, @Nullable Instant at, double factor, boolean frozen, List<Move> moves) {

    /** So many moves can be told apart from new ones. */
    private static final int REMEMBERED = 200;

    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    /**
     * A move of the clock that was asked for under a name of its own.
     *
     * @param fromIncluded whether what happened at the very beginning came of this move
     */
    record Move(String requestId, Instant from, Instant to, boolean fromIncluded) {}

    boolean isOwn() {
        return since != null;
    }

    Instant now(Instant machine) {
        if (since == null || at == null) {
            return machine;
        }
        return frozen ? at : at.plus(times(Duration.between(since, machine), factor));
    }

    /** From now on frozen, or going so many times as fast. The database keeps microseconds, so own clocks start on one of them. */
    ClockState from(Instant machine, boolean frozen, double factor) {
        return new ClockState(machine, roundedUp(now(machine)), factor, frozen, moves);
    }

    ClockState moved(Instant machine, Instant to) {
        return new ClockState(machine, roundedUp(to), isOwn() ? factor : 1, frozen, moves);
    }

    ClockState remembering(Move move) {
        var all = new ArrayList<>(moves);
        all.add(move);
        return new ClockState(since, at, factor, frozen, all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
    }

    Optional<Move> move(String requestId) {
        return moves.stream()
                .filter(move -> !requestId.isEmpty() && Objects.equals(move.requestId(), requestId))
                .findFirst();
    }

    private static Duration times(Duration duration, double factor) {
        if (factor == 1) {
            return duration;
        }
        var seconds = BigDecimal.valueOf(duration.toSeconds())
                .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
                .multiply(BigDecimal.valueOf(factor));
        var whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Duration.ofSeconds(
                whole.longValue(), seconds.subtract(whole).multiply(NANOS).longValue());
    }

    static Instant roundedUp(Instant time) {
        var micros = time.truncatedTo(ChronoUnit.MICROS);
        return micros.equals(time) ? time : micros.plus(1, ChronoUnit.MICROS);
    }
}
