package dev.emulator.fireworks.audit;

import dev.emulator.fireworks.journal.Entry;
import dev.emulator.fireworks.journal.EntryView;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Statistics of one poller: the gets of a resource, the lists of its collection, and the states that the answers showed. */
final class PollStatistics {

    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    /** The least growth of intervals that counts as backoff; networks cause smaller changes. */
    private static final double GROWTH = 1.5;

    private final List<Entry> gets;
    private final List<Entry> polls;
    private final List<Entry> lists;
    private final List<String> shown;
    private final Predicate<String> isEnd;

    /** @param isEnd whether a state is final */
    PollStatistics(List<Entry> gets, List<Entry> lists, Predicate<String> isEnd) {
        this.isEnd = isEnd;
        this.gets = gets;
        this.polls = withoutRetries(gets);
        this.lists = lists;
        this.shown = gets.stream().map(PollStatistics::shownBy).toList();
    }

    /** The time between two consecutive requests. */
    private record Interval(Duration byAccountClock, Duration byRealClock) {

        static Interval between(Entry one, Entry next) {
            return new Interval(
                    positive(Duration.between(one.time(), next.time())),
                    positive(Duration.between(one.startTime(), next.startTime())));
        }

        private static Duration positive(Duration duration) {
            return duration.isNegative() ? Duration.ZERO : duration;
        }

        Duration longer() {
            return byAccountClock.compareTo(byRealClock) > 0 ? byAccountClock : byRealClock;
        }
    }

    /** A retry that respects {@code Retry-After} is not a poll, so its interval does not count. */
    private static List<Entry> withoutRetries(List<Entry> gets) {
        return IntStream.range(0, gets.size())
                .filter(i -> i == 0 || !isRetry(gets.get(i - 1), gets.get(i)))
                .mapToObj(gets::get)
                .toList();
    }

    private static boolean isRetry(Entry before, Entry next) {
        var refused = before.status() == TOO_MANY_REQUESTS || before.status() >= SERVER_ERRORS;
        return refused && retryAfter(before) != null && !ignores(before, next);
    }

    PollingReport.Poller report(Collection<String> statesPassed, boolean ended) {
        var any = gets.isEmpty() ? lists.get(0) : gets.get(0);
        var observed = observed();
        var endObserved = observed.stream().anyMatch(isEnd);
        return new PollingReport.Poller(
                EntryView.credential(any),
                EntryView.userAgent(any),
                polls.size(),
                lists.size(),
                gets.isEmpty() ? null : gets.get(0).time(),
                gets.isEmpty() ? null : gets.get(gets.size() - 1).time(),
                statistics(Interval::byAccountClock),
                statistics(Interval::byRealClock),
                backoff(),
                pollsAfterEnd(),
                retryAfterIgnored(gets) + retryAfterIgnored(lists),
                observed,
                statesPassed.stream().filter(state -> !observed.contains(state)).toList(),
                endObserved,
                ended && !gets.isEmpty() && !endObserved);
    }

    /** Returns the shortest interval, each measured by the clock that shows the longer time; null for fewer than two polls. */
    @Nullable
    Duration shortest() {
        return intervals().stream().map(Interval::longer).sorted().findFirst().orElse(null);
    }

    private List<Interval> intervals() {
        return IntStream.range(1, polls.size())
                .mapToObj(i -> Interval.between(polls.get(i - 1), polls.get(i)))
                .toList();
    }

    private PollingReport.@Nullable Intervals statistics(Function<Interval, Duration> clock) {
        var sorted = intervals().stream().map(clock).sorted().toList();
        return sorted.isEmpty()
                ? null
                : new PollingReport.Intervals(sorted.get(0), median(sorted), sorted.get(sorted.size() - 1));
    }

    private static Duration median(List<Duration> sorted) {
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : sorted.get(middle - 1).plus(sorted.get(middle)).dividedBy(2);
    }

    /** Compares the medians of the earlier and later half, so that jitter does not hide the growth. */
    private boolean backoff() {
        var all = intervals().stream().map(Interval::longer).toList();
        if (all.size() < 2) {
            return false;
        }
        var half = all.size() / 2;
        var early = median(all.subList(0, half).stream().sorted().toList());
        var late = median(
                all.subList(all.size() - half, all.size()).stream().sorted().toList());
        return late.toNanos() > 0 && late.toNanos() >= GROWTH * early.toNanos();
    }

    /** Starts over when a later answer shows a state that is not final, as after a resume. */
    private int pollsAfterEnd() {
        var count = 0;
        var endShown = false;
        for (var state : shown) {
            if (endShown && (state.isEmpty() || isEnd.test(state))) {
                count++;
            }
            endShown = state.isEmpty() ? endShown : isEnd.test(state);
        }
        return count;
    }

    private static int retryAfterIgnored(List<Entry> requests) {
        return (int) IntStream.range(1, requests.size())
                .filter(i -> ignores(requests.get(i - 1), requests.get(i)))
                .count();
    }

    private static boolean ignores(Entry refused, Entry next) {
        var asked = retryAfter(refused);
        if (asked == null) {
            return false;
        }
        var answered = refused.startTime().plus(refused.duration());
        var real = Duration.between(answered, next.startTime());
        var virtual = Duration.between(refused.time(), next.time());
        return real.compareTo(asked) < 0 && virtual.compareTo(asked) < 0;
    }

    /** Reads seconds, or a date by the account's clock. */
    private static @Nullable Duration retryAfter(Entry entry) {
        var text = entry.answer().header("Retry-After").strip();
        try {
            return text.isEmpty()
                    ? null
                    : text.chars().allMatch(Character::isDigit)
                            ? Duration.ofSeconds(Long.parseLong(text))
                            : Duration.between(
                                    entry.time(),
                                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                            .toInstant());
        } catch (DateTimeException | NumberFormatException e) {
            return null; // clients cannot respect a malformed header, which a fault may have sent
        }
    }

    private List<String> observed() {
        var observed = new ArrayList<String>();
        for (var state : shown) {
            if (!state.isEmpty()
                    && (observed.isEmpty() || !observed.get(observed.size() - 1).equals(state))) {
                observed.add(state);
            }
        }
        return observed;
    }

    /** Returns the state in an answer; empty if it has none, or was not received completely. */
    private static String shownBy(Entry poll) {
        if (poll.status() != OK || poll.lost()) {
            return "";
        }
        try (var json = JsonMapper.shared().createParser(poll.answer().bytes())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return "";
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var isState = json.currentName().equals("state");
                var value = json.nextToken();
                if (isState) {
                    return value == JsonToken.VALUE_STRING ? json.getString() : "";
                }
                json.skipChildren();
            }
            return "";
        } catch (JacksonException e) {
            return ""; // a fault may have replaced the body
        }
    }
}
