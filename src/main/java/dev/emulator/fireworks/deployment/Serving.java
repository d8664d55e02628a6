package dev.emulator.fireworks.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a deployment answers inference requests.
 *
 * @param reason why, or why not
 * @param servingTime when it answers requests, if no request changes the deployment before; unset if it will not
 */
public record Serving(
        boolean serving,
        Reason reason,
        int desiredReplicaCount,
        int replicaCount,
        @Nullable Instant servingTime) {

    /** Why a deployment answers requests, or does not. */
    public enum Reason {
        SERVING,
        /** It is being created or deleted, or has failed. */
        NOT_READY,
        /** It has no replica. */
        SCALED_TO_ZERO,
        /** The first replica starts. */
        STARTING,
        /** It has replicas, but requests do not reach them yet. */
        NOT_ROUTED
    }

    static Serving of(DeploymentState state, Replicas replicas, Instant now) {
        return new Serving(
                replicas.serve(now),
                reason(state, replicas, now),
                replicas.desired(),
                replicas.running(),
                replicas.servingFrom());
    }

    private static Reason reason(DeploymentState state, Replicas replicas, Instant now) {
        if (!state.isActive()) {
            return Reason.NOT_READY;
        }
        if (replicas.desired() == 0) {
            return Reason.SCALED_TO_ZERO;
        }
        if (replicas.running() == 0) {
            return Reason.STARTING;
        }
        return replicas.serve(now) ? Reason.SERVING : Reason.NOT_ROUTED;
    }
}
