package dev.emulator.fireworks.packs;

import dev.emulator.fireworks.audit.PollingAudit;
import dev.emulator.fireworks.audit.PollingReport;
import dev.emulator.fireworks.faults.Fault;
import dev.emulator.fireworks.inference.ReplyHits;
import dev.emulator.fireworks.journal.Entry;
import dev.emulator.fireworks.journal.Journal;
import dev.emulator.fireworks.lifecycle.LifecycleService;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Reports from the journal what clients did while a pack was active. */
@Component
public class PackReports {

    private static final int MOST_RESOURCES = 100;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Packs packs;
    private final Journal journal;
    private final LifecycleService resources;
    private final PollingAudit audit;

    PackReports(Packs packs, Journal journal, LifecycleService resources, PollingAudit audit) {
        this.packs = packs;
        this.journal = journal;
        this.resources = resources;
        this.audit = audit;
    }

    /**
     * Reports on a pack that is active in an account.
     *
     * @throws ApiException NOT_FOUND for an unknown pack, FAILED_PRECONDITION for one that is not active
     */
    public PackReport of(String account, String name) {
        var pack = packs.require(name);
        var start = packs.started(account, name);
        // After a restart, a new journal numbers its requests from 1, and all of them came after the pack was started.
        var since = start.journal().equals(journal.name()) ? start.cursor() : 0;
        var evidence = journal.evidence(account, since);
        var entries = evidence.entries();
        var statuses = new TreeMap<String, Integer>();
        entries.forEach(entry -> statuses.merge(Integer.toString(entry.status()), 1, Integer::sum));
        var broken = entries.stream().filter(PackReports::isBroken).toList();
        var repeated = (int) broken.stream()
                .filter(entry -> entries.stream().anyMatch(later -> isRepeat(entry, later)))
                .count();
        var faults = packs.of(account, pack);
        var replies = packs.repliesOf(account, pack);
        var made = resources.list(account, "", MOST_RESOURCES).stream()
                .filter(resource -> !resource.createTime().isBefore(start.time()))
                .map(LifecycleService.Found::name)
                .filter(audit::isAuditable)
                .map(audit::report)
                .toList();
        return new PackReport(
                pack.name(),
                pack.catches(),
                start.time(),
                entries.size(),
                statuses,
                broken.size(),
                repeated,
                faults,
                replies,
                made,
                findings(faults, replies, broken.size(), repeated, made),
                evidence.missing(),
                evidence.isComplete());
    }

    private static boolean isBroken(Entry entry) {
        return entry.lost()
                || entry.status() >= 500
                || entry.status() == TOO_MANY_REQUESTS
                || !entry.fault().isEmpty();
    }

    private static boolean isRepeat(Entry entry, Entry later) {
        return later.number() > entry.number()
                && later.method().equals(entry.method())
                && later.path().equals(entry.path());
    }

    private static List<String> findings(
            List<Fault> faults, List<ReplyHits> replies, int broken, int repeated, List<PollingReport> resources) {
        var findings = new ArrayList<String>();
        faults.forEach(fault -> findings.add(
                fault.name() + " fired on " + fault.fired() + " of " + fault.matched() + " matching calls"));
        replies.forEach(reply -> findings.add(
                reply.name() + " answered " + reply.replied() + " of " + reply.matched() + " matching requests"));
        if (broken > 0) {
            findings.add(repeated + " of " + broken + " broken calls were repeated");
        }
        for (var resource : resources) {
            var polls = resource.pollers().stream()
                    .mapToInt(PollingReport.Poller::polls)
                    .sum();
            var late = resource.pollers().stream()
                    .mapToInt(PollingReport.Poller::pollsAfterEnd)
                    .sum();
            var seen = resource.pollers().stream().anyMatch(PollingReport.Poller::endObserved);
            findings.add(resource.resource() + " was polled " + polls + " times"
                    + (resource.ended()
                            ? seen
                                    ? ", " + late + " of them after a poll had shown its final state"
                                    : ", and no poll showed its final state"
                            : ", and is not in a final state"));
        }
        return findings;
    }
}
