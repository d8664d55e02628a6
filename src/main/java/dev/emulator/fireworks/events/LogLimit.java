package dev.emulator.fireworks.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** Limits log lines that clients cause to 20 a second, so that a client in a loop does not fill the disk. */
public final class LogLimit {

    private static final int MOST = 20;
    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final Logger log;
    private final Clock clock;
    private Instant since = Instant.EPOCH;
    private int lines;
    private long suppressed;

    public LogLimit(Logger log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** @param line only built if it is logged */
    public void info(Supplier<String> line) {
        if (!log.isInfoEnabled()) {
            return;
        }
        var before = admit();
        if (before == 0) {
            log.info("{}", line.get());
        } else if (before > 0) {
            log.info("{} (and {} lines like this before, which were not logged)", line.get(), before);
        }
    }

    /** Returns how many lines were suppressed since the last logged one; -1 if this line is suppressed too. */
    private synchronized long admit() {
        var now = clock.instant();
        if (now.isBefore(since) || !now.isBefore(since.plus(WINDOW))) {
            since = now;
            lines = 0;
        }
        if (lines == MOST) {
            suppressed++;
            return -1;
        }
        lines++;
        var before = suppressed;
        suppressed = 0;
        return before;
    }
}
