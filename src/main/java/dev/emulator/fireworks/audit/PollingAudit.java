package dev.emulator.fireworks.audit;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.journal.Entry;
import dev.emulator.fireworks.journal.Journal;
import dev.emulator.fireworks.journal.Verdict;
import dev.emulator.fireworks.lifecycle.Transitions;
import dev.emulator.fireworks.routes.Routes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Looks at how a job was polled, by whom, and whether as politely as it should be. */
@Component
public class PollingAudit {

    private final Journal journal;
    private final Transitions transitions;

    PollingAudit(Journal journal, Transitions transitions) {
        this.journal = journal;
        this.transitions = transitions;
    }

    private record Who(String credential, String userAgent) {}

    private record Finding(String sentence, boolean certain) {}

    private record Examined(PollingReport report, Collection<PollStatistics> polls) {}

    /** The facts. */
    public PollingReport report(ResourceName job) {
        return examine(job).report();
    }

    /** The facts, and whether the limits were kept to; unknown where requests that could tell are no longer known. */
    public PollingVerdict judge(ResourceName job, PollingLimits limits) {
        var examined = examine(job);
        var findings = findings(examined, limits);
        var complete = examined.report().certain();
        var failed = findings.stream().anyMatch(finding -> complete || finding.certain());
        return new PollingVerdict(
                failed ? Verdict.FAIL : complete ? Verdict.PASS : Verdict.UNKNOWN,
                findings.stream().map(Finding::sentence).toList(),
                examined.report());
    }

    private Examined examine(ResourceName job) {
        requireJobs(job.collection());
        var listPath = "/v1/accounts/" + job.account() + "/" + job.collection();
        var jobPath = listPath + "/" + job.id();
        var evidence = journal.evidence(job.account(), 0);
        var gets = byPoller(evidence.entries(), jobPath);
        var lists = byPoller(evidence.entries(), listPath);
        var pollers = new LinkedHashMap<Who, PollStatistics>();
        gets.forEach((who, polls) -> pollers.put(who, new PollStatistics(polls, lists.getOrDefault(who, List.of()))));
        lists.forEach((who, listed) -> pollers.putIfAbsent(who, new PollStatistics(List.of(), listed)));

        var passed = statesPassed(job);
        var ended = !passed.isEmpty() && PollStatistics.isEnd(passed.get(passed.size() - 1));
        var distinct = new LinkedHashSet<>(passed);
        var reports = pollers.values().stream()
                .map(polls -> polls.report(distinct, ended))
                .toList();
        var report = new PollingReport(
                job.toString(),
                reports,
                passed,
                distinct.stream()
                        .filter(state -> reports.stream()
                                .noneMatch(poller -> poller.statesObserved().contains(state)))
                        .toList(),
                ended,
                evidence.evicted(),
                evidence.isComplete());
        return new Examined(report, pollers.values());
    }

    private static void requireJobs(String collection) {
        var call = Routes.of("GET", "/v1/accounts/a/" + collection + "/j")
                .map(Routes.Route::id)
                .orElse("");
        if (!call.startsWith("Get") || !call.endsWith("Job")) {
            throw ApiException.invalidArgument("collection", "collection: \"" + collection + "\" is none of jobs");
        }
    }

    private static Map<Who, List<Entry>> byPoller(List<Entry> entries, String path) {
        var byPoller = new LinkedHashMap<Who, List<Entry>>();
        for (var entry : entries) {
            if (entry.method().equals("GET") && entry.path().equals(path)) {
                byPoller.computeIfAbsent(new Who(entry.credential(), entry.userAgent()), who -> new ArrayList<>())
                        .add(entry);
            }
        }
        return byPoller;
    }

    private List<String> statesPassed(ResourceName job) {
        var passed = new ArrayList<String>();
        for (var change : transitions.of(job)) {
            if (passed.isEmpty()) {
                passed.add(change.fromState());
            }
            if (!change.toState().isEmpty()) {
                passed.add(change.toState());
            }
        }
        return passed;
    }

    private static List<Finding> findings(Examined examined, PollingLimits limits) {
        var findings = new ArrayList<Finding>();
        var apart =
                limits.minInterval().isEmpty() ? Duration.ZERO : Durations.parse("min_interval", limits.minInterval());
        var pollers = examined.report().pollers().iterator();
        for (var polls : examined.polls()) {
            check(polls, pollers.next(), apart, limits, findings);
        }
        var observed = new LinkedHashSet<String>();
        examined.report().pollers().forEach(poller -> observed.addAll(poller.statesObserved()));
        unobserved(limits, observed).forEach(state -> findings.add(new Finding(state + " was shown to nobody", false)));
        return findings;
    }

    private static List<String> unobserved(PollingLimits limits, Set<String> observed) {
        return limits.statesObserved().stream()
                .filter(state -> !observed.contains(state))
                .toList();
    }

    /** What was seen was seen, whatever is no longer known besides; only what was not seen may have happened nevertheless. */
    private static void check(
            PollStatistics polls,
            PollingReport.Poller poller,
            Duration apart,
            PollingLimits limits,
            List<Finding> findings) {
        var who = "poller " + poller.credential() + " \"" + poller.userAgent() + "\" ";
        var shortest = polls.shortest();
        if (shortest != null && shortest.compareTo(apart) < 0) {
            findings.add(new Finding(
                    who + "polled again after " + shortest + ", and should wait " + limits.minInterval(), true));
        }
        if (poller.polls() > Objects.requireNonNullElse(limits.maxPolls(), Integer.MAX_VALUE)) {
            findings.add(new Finding(
                    who + "polled " + poller.polls() + " times, and may " + limits.maxPolls() + " times", true));
        }
        if (poller.pollsAfterEnd() > Objects.requireNonNullElse(limits.maxPollsAfterEnd(), Integer.MAX_VALUE)) {
            findings.add(new Finding(
                    who + "polled " + poller.pollsAfterEnd() + " times after the end was shown to it, and may "
                            + limits.maxPollsAfterEnd() + " times",
                    true));
        }
        if (limits.retryAfterRespected() && poller.retryAfterIgnored() > 0) {
            findings.add(
                    new Finding(who + "did not wait for Retry-After " + poller.retryAfterIgnored() + " times", true));
        }
        if (limits.backoffRequired() && poller.polls() > 2 && !poller.backoff()) {
            findings.add(new Finding(who + "did not back off", false));
        }
    }
}
