package dev.emulator.fireworks.deploymentshape;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.protojson.LazyMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version of a deployment shape in the API. Its snapshot never changes. */
public record DeploymentShapeVersion(
        String name,
        @Nullable Instant createTime,
        @Nullable DeploymentShape snapshot,
        boolean latestValidated,
        @JsonUnwrapped LazyMessage<Spec> spec) {

    static final String COLLECTION = "deploymentShapeVersions";

    /** The fields that clients can set. */
    public record Spec(
            boolean validated, @JsonProperty("public") boolean isPublic) {}
}
