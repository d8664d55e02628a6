package dev.emulator.fireworks.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a resource was polled.
 *
 * @param resource its full name
 * @param statesPassed that the resource has been in, in their order
 * @param statesNeverObserved those of them that no poller was shown
 * @param ended whether the resource has ended by now
 * @param evicted how many requests of the account are no longer known
 * @param certain whether there were no others, given up or known to another emulator only
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
     * Who polled, by key and User-Agent.
     *
     * @param credential the mask of the key; empty if there was none
     * @param polls how often the resource was got; a retry that waited for the {@code Retry-After} of a 429 or 5xx is none
     * @param lists how often its collection was listed
     * @param first when the resource was first got, by the account's clock
     * @param last when it was last got, by the account's clock
     * @param byAccountClock between one poll and the next; unset for fewer than two polls
     * @param byRealClock likewise
     * @param backoff whether the later intervals were half as long again as the earlier ones, or longer
     * @param pollsAfterEnd polls that came although the end had been shown before
     * @param retryAfterIgnored requests that came before a {@code Retry-After} was over, by either clock
     * @param statesObserved that were shown, in their order
     * @param statesNeverObserved that the resource has been in and that were not shown
     * @param endObserved whether the end was shown
     * @param stoppedBeforeEnd whether the resource has ended and this was not shown
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

    /** How far polls were apart. */
    public record Intervals(Duration min, Duration median, Duration max) {}
}
