package dev.emulator.fireworks.audit;

import dev.emulator.fireworks.protojson.ProtoOptional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits on how a resource is polled. An unset field sets no limit. Each poller has to keep to it.
 *
 * @param minInterval between two polls, by whichever clock more time went by; a retry that waited for {@code Retry-After} is no poll
 * @param maxPolls by one poller
 * @param maxPollsAfterEnd polls of one poller after the end was shown to it
 * @param retryAfterRespected whether every {@code Retry-After} has to be waited for
 * @param statesObserved states, with or without prefix, each of which at least one poller must have seen
 * @param backoffRequired whether intervals have to grow, for who polls three times or more
 */
public record PollingLimits(
        String minInterval,
        @ProtoOptional @Nullable Integer maxPolls,
        @ProtoOptional @Nullable Integer maxPollsAfterEnd,
        boolean retryAfterRespected,
        List<String> statesObserved,
        boolean backoffRequired) {}
