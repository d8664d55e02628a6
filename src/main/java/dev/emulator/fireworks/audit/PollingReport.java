package dev.emulator.fireworks.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a resource was polled.
 *
 * @param resource the full name of the resource
 * @param statesPassed the states of the resource so far, in order
 * @param statesNeverObserved the states among them that no response showed
 * @param ended whether the resource is in a final state
 * @param evicted how many requests of the account the journal has evicted
 * @param certain whether the journal is complete: nothing was evicted, and no other replica has requests of the account
 */
public record PollingReport(
        String resource,
        List<Poller> pollers,
        List<String> statesPassed,
        List<String> statesNeverObserved,
        boolean ended,
        long evicted,
        boolean certain) {

    /**
     * A poller, identified by its API key and User-Agent.
     *
     * @param credential the masked key; empty for requests without a key
     * @param polls how often it got the resource; a retry that respects the {@code Retry-After} of a 429 or 5xx is not a poll
     * @param lists how often it listed the collection
     * @param first the time of the first get, by the account's clock
     * @param last the time of the last get, by the account's clock
     * @param byAccountClock the intervals between polls by the account's clock; unset for fewer than two polls
     * @param byRealClock the intervals between polls in real time; unset for fewer than two polls
     * @param backoff whether the later intervals were at least 1.5 times as long as the earlier ones
     * @param pollsAfterEnd the number of polls after a response had shown the final state
     * @param retryAfterIgnored the number of requests that came before the time in {@code Retry-After} had passed, by either clock
     * @param statesObserved the states that responses showed, in order
     * @param statesNeverObserved the states of the resource that no response to this poller showed
     * @param endObserved whether a response showed the final state
     * @param stoppedBeforeEnd whether the resource is in a final state that no response showed
     */
    public record Poller(
            String credential,
            String userAgent,
            int polls,
            int lists,
            @Nullable Instant first,
            @Nullable Instant last,
            @Nullable Intervals byAccountClock,
            @Nullable Intervals byRealClock,
            boolean backoff,
            int pollsAfterEnd,
            int retryAfterIgnored,
            List<String> statesObserved,
            List<String> statesNeverObserved,
            boolean endObserved,
            boolean stoppedBeforeEnd) {}

    /** The intervals between polls. */
    public record Intervals(Duration min, Duration median, Duration max) {}
}
