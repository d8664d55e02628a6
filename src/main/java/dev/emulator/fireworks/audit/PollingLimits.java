package dev.emulator.fireworks.audit;

import dev.emulator.fireworks.protojson.ProtoOptional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits on how a resource is polled. Each poller must respect them. An unset field sets no limit.
 *
 * @param minInterval the shortest allowed interval between two polls, by the clock that shows the longer time. A retry that respects
 *     {@code Retry-After} is not a poll
 * @param maxPolls the most polls of one poller
 * @param maxPollsAfterEnd the most polls of one poller after a response showed it the final state
 * @param retryAfterRespected whether pollers must wait as long as {@code Retry-After} says
 * @param statesObserved states, with or without prefix, each of which at least one poller must have seen
 * @param backoffRequired whether the intervals of a poller must grow, if it polls three times or more
 */
public record PollingLimits(
        String minInterval,
        @ProtoOptional @Nullable Integer maxPolls,
        @ProtoOptional @Nullable Integer maxPollsAfterEnd,
        boolean retryAfterRespected,
        List<String> statesObserved,
        boolean backoffRequired) {}
