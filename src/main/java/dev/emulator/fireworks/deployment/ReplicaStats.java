package dev.emulator.fireworks.deployment;

/** The number of replicas in each phase. */
record ReplicaStats(
        int pendingSchedulingReplicaCount,
        int downloadingModelReplicaCount,
        int initializingReplicaCount,
        int readyReplicaCount,
        int revocableReplicaCount,
        float partialReplicaCount) {

    static ReplicaStats of(int pending, int downloading, int initializing, int ready) {
        return new ReplicaStats(pending, downloading, initializing, ready, 0, 0);
    }
}
