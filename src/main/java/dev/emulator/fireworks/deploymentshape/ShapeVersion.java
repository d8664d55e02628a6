package dev.emulator.fireworks.deploymentshape;

import java.time.Instant;
import java.util.Objects;

/**
 * A version of a public shape or of a shape of an account.
 *
 * @param liveMerge whether a LoRA adapter can be merged into the base model of a deployment
 */
record ShapeVersion(VersionName name, DeploymentShapeVersion resource, boolean liveMerge) {

    Instant createTime() {
        return Objects.requireNonNull(resource.createTime());
    }

    DeploymentShape snapshot() {
        return Objects.requireNonNull(resource.snapshot());
    }

    boolean isLatestValidated() {
        return resource.latestValidated();
    }

    boolean isValidated() {
        return resource.spec().value().validated();
    }

    /** Whether all accounts can use it. */
    boolean isPublic() {
        return resource.spec().value().isPublic() && isValidated();
    }
}
