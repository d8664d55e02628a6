package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.PageToken;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Queries the journal: lists, counts and verifies requests. */
@Component
public class JournalQueries {

    private final Journal journal;

    JournalQueries(Journal journal) {
        this.journal = journal;
    }

    /** Lists the requests that match, page by page. */
    public RequestPage list(String account, RequestMatch match, @Nullable String pageSize, @Nullable String pageToken) {
        var size = new ListQuery(pageSize, pageToken, null, null).size();
        var binding = account + "\n" + match.checked("").text();
        var token = Objects.requireNonNullElse(pageToken, "");
        var skip = PageToken.skippedBy(token, size);
        var start = token.isEmpty() || skip.isPresent()
                ? match.after()
                : Long.parseLong(
                        Objects.requireNonNull(PageToken.decode(token, binding).get(0)));
        journal.requireKnown("after", start);
        var evidence = journal.evidence(account, match.after());
        var page = evidence.entries().stream()
                .filter(entry -> entry.number() > start)
                .filter(match::fits)
                .skip(skip.orElse(0))
                .limit(size + 1L)
                .toList();
        var next = page.size() <= size
                ? ""
                : PageToken.encode(
                        binding, List.of(Long.toString(page.get(size - 1).number())));
        return new RequestPage(
                page.stream().limit(size).map(EntryView::summary).toList(),
                next,
                evidence.cursor(),
                evidence.evicted(),
                evidence.isComplete());
    }

    /** Returns a request with its headers and bodies; empty if it is unknown or was evicted. */
    public Optional<JournalledRequest> get(String account, long number) {
        return journal.entry(account, number).map(EntryView::whole);
    }

    public RequestCount count(String account, RequestMatch match) {
        var evidence = evidence(account, match);
        return new RequestCount(count(evidence, match), evidence.evicted(), evidence.isComplete(), evidence.cursor());
    }

    /** Verifies how many requests match; at least one of the bounds is required. */
    public Verification verify(
            String account,
            RequestMatch match,
            @Nullable Integer atLeast,
            @Nullable Integer atMost,
            @Nullable Integer exactly) {
        var bounds = CountBounds.of(atLeast, atMost, exactly);
        var evidence = evidence(account, match);
        var count = count(evidence, match);
        var verdict = bounds.judge(count, evidence.elsewhere() ? CountBounds.ANY_NUMBER : evidence.missing());
        var message = "expected " + bounds + ", found " + count
                + (evidence.missing() == 0 ? "" : "; " + evidence.missing() + " requests were evicted")
                + (evidence.elsewhere()
                        ? "; other requests may have reached another emulator on the same database, or this one before a restart"
                        : "");
        return new Verification(verdict, count, evidence.evicted(), message);
    }

    private Journal.Evidence evidence(String account, RequestMatch match) {
        journal.requireKnown("match.after", match.checked("match.").after());
        return journal.evidence(account, match.after());
    }

    private static long count(Journal.Evidence evidence, RequestMatch match) {
        return evidence.entries().stream().filter(match::fits).count();
    }
}
