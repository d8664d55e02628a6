package dev.emulator.fireworks.deployment;

import java.util.Arrays;
import java.util.List;

/** The states of a deployment. */
public enum DeploymentState {
    STATE_UNSPECIFIED,
    CREATING,
    READY,
    DELETING,
    FAILED,
    UPDATING,
    DELETED;

    /** Whether the deployment is deleted or will be. */
    boolean isDeleted() {
        return this == DELETING || this == DELETED;
    }

    /** Whether the deployment has replicas, unless it is scaled to zero. */
    public boolean isActive() {
        return this == READY || this == UPDATING;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(DeploymentState::name).toList();
    }
}
