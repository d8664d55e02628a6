package dev.emulator.fireworks.types;

import java.util.Arrays;
import java.util.List;

/** State of a model in a deployment. */
public enum DeployedModelState {
    STATE_UNSPECIFIED,
    UNDEPLOYING,
    DEPLOYING,
    DEPLOYED,
    UPDATING;

    public static List<String> names() {
        return Arrays.stream(values()).map(DeployedModelState::name).toList();
    }
}
