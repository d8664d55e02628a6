package dev.emulator.fireworks.audit;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.journal.Entry;
import dev.emulator.fireworks.journal.Journal;
import dev.emulator.fireworks.journal.Verdict;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.lifecycle.LifecycleTypes;
import dev.emulator.fireworks.lifecycle.Transitions;
import dev.emulator.fireworks.plan.StateModel;
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
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Reports from the journal how clients polled a resource, and checks the polling against limits. */
@Component
public class PollingAudit {

    private final Journal journal;
    private final Transitions transitions;
    private final LifecycleTypes types;

    PollingAudit(Journal journal, Transitions transitions, LifecycleTypes types) {
        this.journal = journal;
        this.transitions = transitions;
        this.types = types;
    }

    private record Who(String credential, String userAgent) {}

    private record Finding(String sentence, boolean certain) {}

    private record Examined(PollingReport report, Collection<PollStatistics> polls, StateModel states) {}

    /** Reports how a resource was polled. */
    public PollingReport report(ResourceName resource) {
        return examine(resource).report();
    }

    /** Checks the polling against limits. The verdict is unknown if requests that could decide it are missing from the journal. */
    public PollingVerdict judge(ResourceName resource, PollingLimits limits) {
        var examined = examine(resource);
        var findings = findings(examined, limits);
        var complete = examined.report().certain();
        var failed = findings.stream().anyMatch(finding -> complete || finding.certain());
        return new PollingVerdict(
                failed ? Verdict.FAIL : complete ? Verdict.PASS : Verdict.UNKNOWN,
                findings.stream().map(Finding::sentence).toList(),
                examined.report());
    }

    private Examined examine(ResourceName resource) {
        var type = requireAuditable(resource);
        var listPath = listPath(resource);
        var path = path(resource);
        var states = type.stateModel();
        Predicate<String> isEnd = states::isTerminalOrResting;
        var evidence = journal.evidence(resource.account(), 0);
        var gets = byPoller(evidence.entries(), path);
        var lists = byPoller(evidence.entries(), listPath);
        var pollers = new LinkedHashMap<Who, PollStatistics>();
        gets.forEach((who, polls) ->
                pollers.put(who, new PollStatistics(polls, lists.getOrDefault(who, List.of()), isEnd)));
        lists.forEach((who, listed) -> pollers.putIfAbsent(who, new PollStatistics(List.of(), listed, isEnd)));

        var passed = statesPassed(resource);
        var ended = !passed.isEmpty() && isEnd.test(passed.get(passed.size() - 1));
        var distinct = new LinkedHashSet<>(passed);
        var reports = pollers.values().stream()
                .map(polls -> polls.report(distinct, ended))
                .toList();
        var report = new PollingReport(
                resource.toString(),
                reports,
                passed,
                distinct.stream()
                        .filter(state -> reports.stream()
                                .noneMatch(poller -> poller.statesObserved().contains(state)))
                        .toList(),
                ended,
                evidence.evicted(),
                evidence.isComplete());
        return new Examined(report, pollers.values(), type.stateModel());
    }

    /** Returns whether the API has a call that gets a single resource of the collection, which is how clients poll it. */
    public boolean isAuditable(ResourceName resource) {
        return Routes.of("GET", path(resource))
                .filter(call -> call.id().startsWith("Get"))
                .isPresent();
    }

    private LifecycleType requireAuditable(ResourceName resource) {
        var type = types.require(resource.collection());
        if (!isAuditable(resource)) {
            throw ApiException.failedPrecondition("the API has no call that gets a single resource of "
                    + resource.collection() + ", so they cannot be polled");
        }
        return type;
    }

    private static String listPath(ResourceName resource) {
        return "/v1/accounts/" + resource.account() + "/" + resource.collection();
    }

    private static String path(ResourceName resource) {
        return listPath(resource) + "/" + resource.id();
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

    private List<String> statesPassed(ResourceName resource) {
        var passed = new ArrayList<String>();
        for (var change : transitions.of(resource)) {
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
        unobserved(limits, examined.states(), observed)
                .forEach(state -> findings.add(new Finding("no answer showed " + state, false)));
        return findings;
    }

    private static List<String> unobserved(PollingLimits limits, StateModel states, Set<String> observed) {
        return limits.statesObserved().stream()
                .map(state -> states.state(state).orElse(state))
                .filter(state -> !observed.contains(state))
                .toList();
    }

    /** Findings from recorded requests are certain even if others were evicted. Missing backoff is not: evicted requests may have shown it. */
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
                    who + "polled again after " + shortest + ", the minimum is " + limits.minInterval(), true));
        }
        if (poller.polls() > Objects.requireNonNullElse(limits.maxPolls(), Integer.MAX_VALUE)) {
            findings.add(new Finding(
                    who + "polled " + poller.polls() + " times, the maximum is " + limits.maxPolls(), true));
        }
        if (poller.pollsAfterEnd() > Objects.requireNonNullElse(limits.maxPollsAfterEnd(), Integer.MAX_VALUE)) {
            findings.add(new Finding(
                    who + "polled " + poller.pollsAfterEnd() + " times after it saw the final state, the maximum is "
                            + limits.maxPollsAfterEnd(),
                    true));
        }
        if (limits.retryAfterRespected() && poller.retryAfterIgnored() > 0) {
            findings.add(new Finding(who + "ignored Retry-After " + poller.retryAfterIgnored() + " times", true));
        }
        if (limits.backoffRequired() && poller.polls() > 2 && !poller.backoff()) {
            findings.add(new Finding(who + "did not back off", false));
        }
    }
}
