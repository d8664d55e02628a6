package dev.emulator.fireworks.clock;

import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.database.Outages;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How far this machine's clock is from that of the database server, which all emulators on it can be held against: each finds what is due
 * by its own clock.
 */
@Component
public class ClockSkew {

    private static final Logger log = LoggerFactory.getLogger(ClockSkew.class);

    public static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private final Database database;
    private final Outages outages;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Duration skew = Duration.ZERO;

    ClockSkew(Database database, Outages outages, JdbcClient jdbc, Clock clock) {
        this.database = database;
        this.outages = outages;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** How far this machine's clock was ahead when it was last measured; empty where that is of no importance. */
    public Optional<Duration> current() {
        return Optional.of(skew).filter(measured -> !measured.isZero());
    }

    /** A database of the emulator's own has the same clock. */
    public boolean isMeasurable() {
        return !database.isH2();
    }

    public void measure() {
        try {
            compare();
        } catch (RuntimeException e) {
            if (outages.note(e).isEmpty()) {
                throw e;
            }
        }
    }

    private void compare() {
        var before = clock.instant();
        var there = jdbc.sql("select clock_timestamp()")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
        var after = clock.instant();
        // The server looked at its clock somewhere in between.
        var ahead = there.isBefore(before)
                ? Duration.between(there, before)
                : there.isAfter(after) ? Duration.between(there, after) : Duration.ZERO;
        note(ahead.abs().compareTo(TOLERATED) <= 0 ? Duration.ZERO : ahead);
    }

    private void note(Duration measured) {
        var before = skew;
        skew = measured;
        if (measured.isZero() && !before.isZero()) {
            log.info("This machine's clock and the database's agree again");
        } else if (measured.minus(before).abs().compareTo(TOLERATED) > 0) {
            log.warn(
                    "This machine's clock is {} s {} the database's; synchronise both (NTP), or emulators that share the database see"
                            + " different times",
                    measured.abs().toSeconds(),
                    measured.isNegative() ? "behind" : "ahead of");
        }
    }
}
