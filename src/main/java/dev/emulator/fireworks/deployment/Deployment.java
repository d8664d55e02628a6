package dev.emulator.fireworks.deployment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.ProtoOptional;
import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.DirectRouteType;
import dev.emulator.fireworks.types.Placement;
import dev.emulator.fireworks.types.Precision;
import dev.emulator.fireworks.types.Region;
import dev.emulator.fireworks.validation.ResourceNameFormat;
import dev.emulator.fireworks.validation.SchemaLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A deployment in the API: output-only fields and the specification from the client. */
public record Deployment(
        String name,
        @Nullable Instant createTime,
        @Nullable Instant purgeTime,
        @Nullable Instant deleteTime,
        DeploymentState state,
        @Nullable Status status,
        int desiredReplicaCount,
        int replicaCount,
        String cluster,
        String directRouteHandle,
        Region region,
        @Nullable Instant updateTime,
        @Nullable ReplicaStats replicaStats,
        @JsonUnwrapped LazyMessage<Spec> spec) {

    public static final String COLLECTION = "deployments";

    private static final String MODELS = "models";

    /**
     * The fields that clients can set. The last ones are only in the vendor's Python package.
     *
     * @param expireTime has no effect, as in the live service
     * @param maxReplicaCount unset in a request means the default, unlike 0
     */
    public record Spec(
            @Size(
                    max = 63,
                    message = "invalid resource: display_name must be fewer than 64 characters",
                    groups = SchemaLevel.class)
            String displayName,

            String description,
            @Nullable Instant expireTime,
            Map<String, String> annotations,

            @PositiveOrZero(message = "min_replica_count must not be negative", groups = SchemaLevel.class)
            int minReplicaCount,

            @ProtoOptional
            @PositiveOrZero(message = "max_replica_count must not be negative", groups = SchemaLevel.class)
            @Nullable
            Integer maxReplicaCount,

            @PositiveOrZero(
                    message = "max_with_revocable_replica_count must not be negative",
                    groups = SchemaLevel.class)
            int maxWithRevocableReplicaCount,

            @Nullable @Valid AutoscalingPolicy autoscalingPolicy,

            @NotEmpty(message = "base_model is required")
            @ResourceNameFormat(
                    collection = MODELS,
                    message = "base_model must be accounts/{account}/models/{model} or a model id",
                    groups = SchemaLevel.class)
            String baseModel,

            @PositiveOrZero(message = "accelerator_count must not be negative", groups = SchemaLevel.class)
            int acceleratorCount,

            AcceleratorType acceleratorType,
            Precision precision,
            boolean enableAddons,

            @PositiveOrZero(message = "draft_token_count must not be negative", groups = SchemaLevel.class)
            int draftTokenCount,

            @ResourceNameFormat(
                    collection = MODELS,
                    message = "draft_model must be accounts/{account}/models/{model} or a model id",
                    groups = SchemaLevel.class)
            String draftModel,

            @PositiveOrZero(message = "ngram_speculation_length must not be negative", groups = SchemaLevel.class)
            int ngramSpeculationLength,

            boolean enableSessionAffinity,
            List<String> directRouteApiKeys,

            @PositiveOrZero(message = "num_peft_device_cached must not be negative", groups = SchemaLevel.class)
            int numPeftDeviceCached,

            DirectRouteType directRouteType,
            String deploymentTemplate,
            @Nullable AutoTune autoTune,
            @Nullable Placement placement,

            @PositiveOrZero(message = "max_context_length must not be negative", groups = SchemaLevel.class)
            int maxContextLength,

            boolean disableDeploymentSizeValidation,
            boolean enableHotLoad,
            HotLoadBucketType hotLoadBucketType,
            boolean enableHotReloadLatestAddon,
            String deploymentShape,
            String activeModelVersion,
            String targetModelVersion,
            String hotLoadBucketUrl,
            String pricingPlanId,
            String hotLoadTrainerJob,
            boolean enableMtp,
            boolean forTraining,
            HotLoadTransitionType hotLoadTransitionType,
            List<String> extraArgs,
            Map<String, String> extraValues,
            boolean preemptible) {

        /** The specification with other values of some fields, by JSON name. */
        Spec with(Map<String, ?> changed) {
            return MessageType.with(this, changed);
        }

        /** The maximum number of replicas, or its documented default. */
        int maxReplicas() {
            return Objects.requireNonNullElseGet(maxReplicaCount, () -> Math.max(minReplicaCount, 1));
        }

        AutoscalingPolicy autoscaling() {
            return Objects.requireNonNullElse(autoscalingPolicy, AutoscalingPolicy.DEFAULT);
        }

        /** Whether the deployment may have no replica. */
        boolean scalesToZero() {
            return minReplicaCount == 0;
        }
    }
}
