package dev.emulator.fireworks.inference.usage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the usage of accounts. */
@Component
public class UsageLedger {

    /** Bounds that every database can represent. */
    private static final Instant FIRST = Instant.EPOCH;

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private final UsageTable table;
    private final UsageRecorder recorder;

    UsageLedger(UsageTable table, UsageRecorder recorder) {
        this.table = table;
        this.recorder = recorder;
    }

    /**
     * Returns the usage of an account, the oldest first.
     *
     * @param from by the account's clock; the hour that contains it is included
     * @param to an hour that begins at this time or later is not included
     */
    public List<HourlyUsage> find(String account, Instant from, Instant to) {
        recorder.write();
        return table.read(account, bounded(from).truncatedTo(ChronoUnit.HOURS), bounded(to));
    }

    private static Instant bounded(Instant time) {
        return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    }
}
