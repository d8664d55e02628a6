package dev.emulator.fireworks.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.ProtoEnum;
import dev.emulator.fireworks.types.DeployedModelRef;
import dev.emulator.fireworks.types.EncryptionState;
import dev.emulator.fireworks.types.Money;
import dev.emulator.fireworks.types.Precision;
import dev.emulator.fireworks.validation.SchemaLevel;
import dev.emulator.fireworks.validation.ServiceLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A model in the API: output-only fields and the specification from the client. */
record Model(
        String name,
        @Nullable Instant createTime,
        State state,
        @Nullable Status status,
        String importedFrom,
        String fineTuningJob,
        List<DeployedModelRef> deployedModelRefs,
        String cluster,
        boolean calibrated,
        boolean tunable,
        @Nullable Instant updateTime,
        Map<String, Float> defaultSamplingParams,
        boolean rlTunable,
        boolean supportsServerless,
        boolean supervisedLoraTunable,
        boolean supervisedFullParameterTunable,
        boolean rlLoraTunable,
        boolean rlFullParameterTunable,
        boolean useTrainingV2,
        EncryptionState encryptionState,
        List<ServerlessMode> serverlessModes,
        List<Precision> supportedPrecisions,
        List<Precision> supportedPrecisionsWithCalibration,
        @JsonUnwrapped LazyMessage<Spec> spec) {

    static final String COLLECTION = "models";

    /** The same model with the deployments in which it is loaded. */
    Model withReferences(List<DeployedModelRef> references) {
        if (references.isEmpty()) {
            return this;
        }
        return new Model(
                name,
                createTime,
                state,
                status,
                importedFrom,
                fineTuningJob,
                Stream.concat(deployedModelRefs.stream(), references.stream()).toList(),
                cluster,
                calibrated,
                tunable,
                updateTime,
                defaultSamplingParams,
                rlTunable,
                supportsServerless,
                supervisedLoraTunable,
                supervisedFullParameterTunable,
                rlLoraTunable,
                rlFullParameterTunable,
                useTrainingV2,
                encryptionState,
                serverlessModes,
                supportedPrecisions,
                supportedPrecisionsWithCalibration,
                spec);
    }

    /** The fields that clients can set. */
    record Spec(
            @Size(max = 63, message = "display_name must be fewer than 64 characters long", groups = SchemaLevel.class)
            String displayName,

            @Size(
                    max = 999,
                    message = "description must be fewer than 1000 characters long",
                    groups = SchemaLevel.class)
            String description,

            Kind kind,
            String githubUrl,
            String huggingFaceUrl,
            @Nullable @Valid BaseModelDetails baseModelDetails,
            @Nullable @Valid PeftDetails peftDetails,
            @Nullable TeftDetails teftDetails,
            @JsonProperty("public") boolean isPublic,
            @Nullable ConversationConfig conversationConfig,

            @PositiveOrZero(message = "context_length must not be negative", groups = SchemaLevel.class)
            int contextLength,

            boolean supportsImageInput,
            boolean supportsTools,
            String defaultDraftModel,

            @PositiveOrZero(message = "default_draft_token_count must not be negative", groups = SchemaLevel.class)
            int defaultDraftTokenCount,

            @Nullable DeprecationDate deprecationDate,
            boolean supportsLora,
            boolean useHfApplyChatTemplate,

            @PositiveOrZero(message = "training_context_length must not be negative", groups = SchemaLevel.class)
            int trainingContextLength,

            SnapshotType snapshotType) {

        /** A specification without any field set. */
        static final Spec UNSET = MessageType.unset(Spec.class);

        /** Sets the default kind, which is documented. */
        Spec withKind() {
            return kind == Kind.KIND_UNSPECIFIED ? ofKind(Kind.HF_PEFT_ADDON) : this;
        }

        private Spec ofKind(Kind other) {
            return new Spec(
                    displayName,
                    description,
                    other,
                    githubUrl,
                    huggingFaceUrl,
                    baseModelDetails,
                    peftDetails,
                    teftDetails,
                    isPublic,
                    conversationConfig,
                    contextLength,
                    supportsImageInput,
                    supportsTools,
                    defaultDraftModel,
                    defaultDraftTokenCount,
                    deprecationDate,
                    supportsLora,
                    useHfApplyChatTemplate,
                    trainingContextLength,
                    snapshotType);
        }
    }

    /** The API has no state for a refused model. It stays in UPLOADING, and its status has the reason. */
    enum State implements ProtoEnum {
        STATE_UNSPECIFIED(0),
        UPLOADING(1),
        READY(6);

        private final int number;

        State(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    /** The kind of a model, which determines its files. */
    enum Kind {
        KIND_UNSPECIFIED,
        HF_BASE_MODEL,
        HF_PEFT_ADDON,
        HF_TEFT_ADDON,
        FLUMINA_BASE_MODEL,
        FLUMINA_ADDON,
        DRAFT_ADDON,
        FIRE_AGENT,
        LIVE_MERGE,
        CUSTOM_MODEL,
        EMBEDDING_MODEL,
        SNAPSHOT_MODEL
    }

    /** Whether a snapshot is complete. */
    enum SnapshotType {
        FULL_SNAPSHOT,
        INCREMENTAL_SNAPSHOT
    }

    /** The format of a base model's weights. */
    enum CheckpointFormat {
        CHECKPOINT_FORMAT_UNSPECIFIED,
        NATIVE,
        HUGGINGFACE,
        UNINITIALIZED
    }

    /** Properties of a base model. */
    record BaseModelDetails(
            @PositiveOrZero(message = "world_size must not be negative", groups = SchemaLevel.class)
            int worldSize,

            CheckpointFormat checkpointFormat,
            List<String> huggingfaceFiles,

            @PositiveOrZero(message = "parameter_count must not be negative", groups = SchemaLevel.class)
            long parameterCount,

            boolean moe,
            boolean tunable,
            String modelType,
            boolean supportsFireattention,
            Precision defaultPrecision,
            boolean supportsMtp) {}

    /** Properties of a LoRA adapter. */
    record PeftDetails(
            String baseModel,

            @PositiveOrZero(message = "r must not be negative", groups = SchemaLevel.class)
            @Max(
                    value = BaseModels.LARGEST_RANK,
                    message = "r must not be greater than " + BaseModels.LARGEST_RANK,
                    groups = SchemaLevel.class)
            @Min(value = 4, message = "r must be between 4 and 64", groups = ServiceLevel.class)
            @Max(value = 64, message = "r must be between 4 and 64", groups = ServiceLevel.class)
            int r,

            List<String> targetModules,
            String baseModelType,
            String mergeAddonModelName) {}

    /** Properties of a token-efficient addon, of which there are none. */
    record TeftDetails() {}

    /** How a conversation is converted to a prompt. */
    record ConversationConfig(String style, String system, String template) {}

    /** A date as in {@code google.type.Date}; a part that is 0 is unspecified. */
    record DeprecationDate(int year, int month, int day) {}

    /** An offer to use a public model without a deployment. */
    record ServerlessMode(
            String name,
            @Nullable Instant createTime,
            @Nullable Instant updateTime,
            String serviceTier,
            String usageIdentifier,
            List<String> useCases,
            List<SkuInfo> skuInfos,
            String updatedBy) {}

    /** The price of a unit. */
    record SkuInfo(String sku, @Nullable Money amount, String unit) {}
}
