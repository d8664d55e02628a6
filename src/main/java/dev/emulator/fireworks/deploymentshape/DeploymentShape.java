package dev.emulator.fireworks.deploymentshape;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.Precision;
import dev.emulator.fireworks.validation.SchemaLevel;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A deployment shape in the API: output-only fields and the specification from the client. */
public record DeploymentShape(
        String name,
        @Nullable Instant createTime,
        @Nullable Instant updateTime,
        String modelType,
        long parameterCount,
        @JsonUnwrapped LazyMessage<Spec> spec) {

    static final String COLLECTION = "deploymentShapes";

    /** The fields that clients can set. A deployment with this shape gets them. */
    public record Spec(
            @Size(max = 63, message = "display_name must be fewer than 64 characters long", groups = SchemaLevel.class)
            String displayName,

            @Size(
                    max = 999,
                    message = "description must be fewer than 1000 characters long",
                    groups = SchemaLevel.class)
            String description,

            @NotEmpty(message = "base_model is required", groups = SchemaLevel.class)
            String baseModel,

            @PositiveOrZero(message = "accelerator_count must not be negative", groups = SchemaLevel.class)
            int acceleratorCount,

            AcceleratorType acceleratorType,
            Precision precision,
            boolean disableDeploymentSizeValidation,
            boolean enableAddons,

            @PositiveOrZero(message = "draft_token_count must not be negative", groups = SchemaLevel.class)
            int draftTokenCount,

            String draftModel,

            @PositiveOrZero(message = "ngram_speculation_length must not be negative", groups = SchemaLevel.class)
            int ngramSpeculationLength,

            boolean disableSpeculativeDecoding,
            boolean enableSessionAffinity,

            @PositiveOrZero(message = "num_lora_device_cached must not be negative", groups = SchemaLevel.class)
            int numLoraDeviceCached,

            @PositiveOrZero(message = "max_context_length must not be negative", groups = SchemaLevel.class)
            int maxContextLength,

            PresetType presetType) {

        /** Returns a copy with another base model and other hardware. */
        Spec on(String otherModel, int otherCount, AcceleratorType otherType) {
            return MessageType.with(
                    this,
                    Map.of("baseModel", otherModel, "acceleratorCount", otherCount, "acceleratorType", otherType));
        }
    }

    /** What a shape is optimized for. */
    public enum PresetType {
        PRESET_TYPE_UNSPECIFIED,
        MINIMAL,
        FAST,
        THROUGHPUT,
        FULL_PRECISION,
        AGENTIC_CODING,
        CHAT,
        SUMMARIZATION
    }

    DeploymentShape named(String newName, @Nullable Instant created, @Nullable Instant updated) {
        return new DeploymentShape(newName, created, updated, modelType, parameterCount, spec);
    }

    DeploymentShape of(String knownModelType, long knownParameterCount) {
        return new DeploymentShape(name, createTime, updateTime, knownModelType, knownParameterCount, spec);
    }
}
