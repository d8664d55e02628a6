package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.Status;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The part of a deployment in one region. */
record DeploymentShard(
        String name,
        @Nullable Instant createTime,
        @Nullable Instant updateTime,
        State state,
        @Nullable Status status,
        @Nullable ReplicaStats replicaStats) {

    static final String COLLECTION = "deploymentShards";

    /** The states of a shard. It has no state DELETED. */
    enum State {
        STATE_UNSPECIFIED,
        CREATING,
        READY,
        DELETING,
        FAILED,
        UPDATING
    }

    /** The only shard of a deployment. */
    static DeploymentShard of(Deployment deployment) {
        var id = deployment.region().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new DeploymentShard(
                deployment.name() + "/shards/" + id,
                deployment.createTime(),
                deployment.updateTime(),
                State.valueOf(deployment.state().name()),
                deployment.status(),
                deployment.replicaStats());
    }
}
