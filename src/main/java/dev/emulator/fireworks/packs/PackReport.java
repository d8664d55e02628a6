package dev.emulator.fireworks.packs;

import dev.emulator.fireworks.audit.PollingReport;
import dev.emulator.fireworks.faults.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a client did while a pack was running.
 *
 * @param pack its name
 * @param catches the kind of mistake to look for
 * @param startTime by the account's clock
 * @param requests how many the client made
 * @param statuses how often each status was answered
 * @param broken how many requests were refused, cut off or lost
 * @param repeated after how many of those the same call was made again
 * @param faults of the pack, with how often each struck
 * @param resources that were made meanwhile, and how they were looked at
 * @param findings the above in sentences
 * @param evicted how many of the account's requests are no longer known; what is told is then a lower bound
 * @param certain whether there were no others, given up or known to another emulator only
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
        List<PollingReport> resources,
        List<String> findings,
        long evicted,
        boolean certain) {}
