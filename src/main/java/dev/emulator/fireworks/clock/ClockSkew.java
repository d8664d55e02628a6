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
 * Measures the difference between this machine's clock and that of the database server. Each replica finds due transitions by its
 * machine's clock, so the clocks of all replicas must agree; the database server is their common reference.
 */
@Component
public class ClockSkew {

    private static final Logger log = LoggerFactory.getLogger(ClockSkew.class);

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

    /** How far this machine's clock was ahead at the last measurement; empty if the difference is within the tolerance. */
    public Optional<Duration> current() {
        return Optional.of(skew).filter(measured -> !measured.isZero());
    }

    /** Does nothing for H2, which runs in this process and so has the same clock. */
    public void measure() {
        if (database.isH2()) {
            return;
        }
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
        // The server read its clock between these two moments.
        var ahead = there.isBefore(before)
                ? Duration.between(there, before)
                : there.isAfter(after) ? Duration.between(there, after) : Duration.ZERO;
        note(ahead.abs().compareTo(TOLERATED) <= 0 ? Duration.ZERO : ahead);
    }

    private void note(Duration measured) {
        var before = skew;
        skew = measured;
        if (measured.isZero() && !before.isZero()) {
            log.info("The clocks of this machine and of the database agree again");
        } else if (measured.minus(before).abs().compareTo(TOLERATED) > 0) {
            log.warn(
                    "The clock of this machine is {} s {} that of the database; synchronise both (NTP), because emulators that share the"
                            + " database need the same time",
                    measured.abs().toSeconds(),
                    measured.isNegative() ? "behind" : "ahead of");
        }
    }
}
