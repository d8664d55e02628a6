package dev.emulator.fireworks.deployment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of a deployment at a time, as a function of stored facts.
 *
 * @param desired the number of replicas that the autoscaler wants
 * @param running the number of replicas that have started
 * @param servingFrom when requests are or will be answered; unset if no replica runs or starts
 */
record Replicas(int desired, int running, @Nullable Instant servingFrom) {

    private static final Replicas NONE = new Replicas(0, 0, null);

    /**
     * What is known about a deployment. Times after the current time are ignored, because they can occur in an account that was rewound.
     *
     * @param minimum the minimum number of replicas, including active schedules
     * @param readyAt when the deployment got READY; unset before
     * @param scaledTo the number of replicas in the last scale request; unset without one
     * @param requestedAt the time of the last inference request
     * @param wokenAt when replicas last began to start because there was none
     */
    record Facts(
            DeploymentState state,
            int minimum,
            int maximum,
            Duration scaleToZeroWindow,
            @Nullable Instant readyAt,
            @Nullable Integer scaledTo,
            @Nullable Instant scaledAt,
            @Nullable Instant requestedAt,
            @Nullable Instant wokenAt,
            Duration coldStart,
            Duration servingLag) {}

    static Replicas of(Facts facts, Instant now) {
        var desired = desired(facts, now);
        if (desired == 0) {
            return NONE;
        }
        if (!facts.state().isActive()) {
            return new Replicas(desired, 0, null);
        }
        var woken = past(facts.wokenAt(), now);
        var started =
                woken.isAfter(past(facts.readyAt(), now)) ? woken.plus(facts.coldStart()) : past(facts.readyAt(), now);
        return new Replicas(desired, started.isAfter(now) ? 0 : desired, started.plus(facts.servingLag()));
    }

    /** Whether requests are answered. */
    boolean serve(Instant now) {
        return running > 0 && servingFrom != null && !servingFrom.isAfter(now);
    }

    private static int desired(Facts facts, Instant now) {
        var isStarting = facts.state() == DeploymentState.CREATING;
        if (!isStarting && !facts.state().isActive()) {
            return 0;
        }
        var minimum = Math.min(facts.minimum(), facts.maximum());
        var scaledTo = past(facts.scaledAt(), now) == Instant.EPOCH ? null : facts.scaledTo();
        if (minimum == 0 && !isStarting && isIdle(facts, scaledTo, now)) {
            return 0;
        }
        var wanted = scaledTo == null || scaledTo == 0 ? 1 : scaledTo;
        return Math.min(Math.max(wanted, minimum), facts.maximum());
    }

    /** A request to scale to zero counts until the next inference request. */
    private static boolean isIdle(Facts facts, @Nullable Integer scaledTo, Instant now) {
        var scaled = past(facts.scaledAt(), now);
        var requested = past(facts.requestedAt(), now);
        if (scaledTo != null && scaledTo == 0) {
            return !requested.isAfter(scaled);
        }
        var active = latest(latest(past(facts.readyAt(), now), scaled), requested);
        return !now.isBefore(active.plus(facts.scaleToZeroWindow()));
    }

    /** A time that is not after the current time; otherwise the epoch. */
    private static Instant past(@Nullable Instant time, Instant now) {
        return time == null || time.isAfter(now) ? Instant.EPOCH : time;
    }

    private static Instant latest(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
