package dev.emulator.fireworks.packs;

import dev.emulator.fireworks.audit.PollingReport;
import dev.emulator.fireworks.faults.Fault;
import dev.emulator.fireworks.inference.ReplyHits;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A report on what clients did while a pack was active.
 *
 * @param pack the name of the pack
 * @param catches the client bug that the pack exposes
 * @param startTime when the pack was started, by the account's clock
 * @param requests how many requests clients made
 * @param statuses how many responses had each HTTP status
 * @param broken how many requests were rejected, truncated or lost
 * @param repeated how many broken requests were followed by another one with the same method and path
 * @param faults the faults of the pack, with how often each fired
 * @param replies the scripted replies of the pack, with their hits
 * @param resources how the resources that were created meanwhile were polled
 * @param findings the figures as sentences
 * @param evicted how many requests of the account the journal has evicted; if any, the other figures are lower bounds
 * @param certain whether the journal is complete: nothing was evicted, and no other replica has requests of the account
 */
public record PackReport(
        String pack,
        String catches,
        Instant startTime,
        int requests,
        Map<String, Integer> statuses,
        int broken,
        int repeated,
        List<Fault> faults,
        List<ReplyHits> replies,
        List<PollingReport> resources,
        List<String> findings,
        long evicted,
        boolean certain) {}
