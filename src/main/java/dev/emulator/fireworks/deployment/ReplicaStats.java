package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.Code;

/** The number of replicas in each phase. */
record ReplicaStats(
        int pendingSchedulingReplicaCount,
        int downloadingModelReplicaCount,
        int initializingReplicaCount,
        int readyReplicaCount,
        int revocableReplicaCount,
        float partialReplicaCount) {

    /** Replicas of a new deployment download the model. Later, a replica starts from a local copy. */
    static ReplicaStats of(Replicas replicas, DeploymentState state, Code status) {
        var missing = replicas.desired() - replicas.running();
        if (state != DeploymentState.CREATING) {
            return new ReplicaStats(0, 0, missing, replicas.running(), 0, 0);
        }
        return status == Code.RESOURCE_EXHAUSTED
                ? new ReplicaStats(missing, 0, 0, replicas.running(), 0, 0)
                : new ReplicaStats(0, missing, 0, replicas.running(), 0, 0);
    }
}
