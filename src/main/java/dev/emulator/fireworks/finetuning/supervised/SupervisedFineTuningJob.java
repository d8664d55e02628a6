package dev.emulator.fireworks.finetuning.supervised;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.dataset.TrainingMethod;
import dev.emulator.fireworks.finetuning.LearningRateScheduler;
import dev.emulator.fireworks.finetuning.TrainingDefaults;
import dev.emulator.fireworks.finetuning.TrainingSettings;
import dev.emulator.fireworks.finetuning.TrainingSpec;
import dev.emulator.fireworks.job.JobProgress;
import dev.emulator.fireworks.job.JobResource;
import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.types.AwsS3Config;
import dev.emulator.fireworks.types.AzureBlobStorageConfig;
import dev.emulator.fireworks.types.EncryptionState;
import dev.emulator.fireworks.types.Money;
import dev.emulator.fireworks.types.Purpose;
import dev.emulator.fireworks.types.Region;
import dev.emulator.fireworks.types.WandbConfig;
import dev.emulator.fireworks.validation.ResourceNameFormat;
import dev.emulator.fireworks.validation.SchemaLevel;
import dev.emulator.fireworks.validation.ServiceLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A supervised fine-tuning job in the API: output-only fields and the specification from the client. */
record SupervisedFineTuningJob(
        String name,
        @Nullable Instant createTime,
        @Nullable Instant completedTime,
        JobState state,
        @Nullable Status status,
        String createdBy,
        @Nullable Instant updateTime,
        @Nullable JobProgress jobProgress,
        String metricsFileSignedUrl,
        String trainerLogsSignedUrl,
        String renderSamplesSignedUrl,
        @Nullable Money estimatedCost,
        EncryptionState encryptionState,
        @JsonUnwrapped LazyMessage<Spec> spec)
        implements JobResource<SupervisedFineTuningJob.Spec> {

    static final String COLLECTION = "supervisedFineTuningJobs";

    private static final String DATASETS = "datasets";
    private static final String MODELS = "models";

    /** The fields that clients can set. */
    record Spec(
            String displayName,

            @NotEmpty(message = "dataset is required")
            @ResourceNameFormat(
                    collection = DATASETS,
                    message = "dataset must be accounts/{account}/datasets/{dataset} or a dataset id",
                    groups = SchemaLevel.class)
            String dataset,

            @Nullable AwsS3Config awsS3Config,
            @Nullable AzureBlobStorageConfig azureBlobStorageConfig,

            @ResourceNameFormat(
                    collection = MODELS,
                    message = "output_model must be accounts/{account}/models/{model} or a model id",
                    groups = SchemaLevel.class)
            @ResourceNameFormat(
                    collection = MODELS,
                    full = true,
                    message = "output_model must be accounts/{account}/models/{model}",
                    groups = ServiceLevel.class)
            String outputModel,

            @ResourceNameFormat(
                    collection = MODELS,
                    message = "base_model must be accounts/{account}/models/{model} or a model id",
                    groups = SchemaLevel.class)
            String baseModel,

            @ResourceNameFormat(
                    collection = MODELS,
                    message = "warm_start_from must be accounts/{account}/models/{model} or a model id",
                    groups = SchemaLevel.class)
            String warmStartFrom,

            String jinjaTemplate,
            boolean earlyStop,

            @PositiveOrZero(message = "epochs must not be negative", groups = SchemaLevel.class)
            int epochs,

            @PositiveOrZero(message = "learning_rate must be greater than 0", groups = SchemaLevel.class)
            float learningRate,

            @PositiveOrZero(message = "max_context_length must not be negative", groups = SchemaLevel.class)
            int maxContextLength,

            @PositiveOrZero(message = "lora_rank must not be negative", groups = SchemaLevel.class)
            int loraRank,

            @Nullable WandbConfig wandbConfig,

            @ResourceNameFormat(
                    collection = DATASETS,
                    message = "evaluation_dataset must be accounts/{account}/datasets/{dataset} or a dataset id",
                    groups = SchemaLevel.class)
            String evaluationDataset,

            boolean isTurbo,
            boolean evalAutoCarveout,
            Region region,

            @PositiveOrZero(message = "nodes must not be negative", groups = SchemaLevel.class)
            int nodes,

            @PositiveOrZero(message = "batch_size must not be negative", groups = SchemaLevel.class)
            int batchSize,

            boolean mtpEnabled,

            @PositiveOrZero(message = "mtp_num_draft_tokens must not be negative", groups = SchemaLevel.class)
            int mtpNumDraftTokens,

            boolean mtpFreezeBaseModel,
            @Nullable @Valid HiddenStatesGenConfig hiddenStatesGenConfig,

            @PositiveOrZero(message = "gradient_accumulation_steps must not be negative", groups = SchemaLevel.class)
            int gradientAccumulationSteps,

            @PositiveOrZero(message = "learning_rate_warmup_steps must not be negative", groups = SchemaLevel.class)
            int learningRateWarmupSteps,

            @PositiveOrZero(message = "batch_size_samples must not be negative", groups = SchemaLevel.class)
            int batchSizeSamples,

            @Nullable @Valid LearningRateScheduler lrScheduler,

            @PositiveOrZero(message = "optimizer_weight_decay must not be negative", groups = SchemaLevel.class)
            float optimizerWeightDecay,

            Purpose purpose,

            @Pattern(regexp = "|pilot", message = "use_purpose must be empty or pilot", groups = ServiceLevel.class)
            String usePurpose,

            boolean useReservation,
            String reservationTarget,
            ThinkingTraceHistoryMode thinkingTraceHistoryMode,

            @PositiveOrZero(
                    message = "sampler_checkpoint_save_interval_steps must not be negative",
                    groups = SchemaLevel.class)
            int samplerCheckpointSaveIntervalSteps,

            String rendererHuggingFaceRepoId)
            implements TrainingSpec<Spec>, TrainingSettings {

        @Override
        public TrainingMethod trainingMethod() {
            return TrainingMethod.SUPERVISED;
        }

        @Override
        public TrainingSettings settings() {
            return this;
        }

        @Override
        public List<String> deprecatedFields() {
            var fields = new ArrayList<String>();
            if (mtpNumDraftTokens > 0) {
                fields.add("mtp_num_draft_tokens");
            }
            if (mtpFreezeBaseModel) {
                fields.add("mtp_freeze_base_model");
            }
            return fields;
        }

        @Override
        public Spec withDefaults(ResourceName job, TrainingDefaults defaults) {
            return new Spec(
                    displayName,
                    full(job, DATASETS, dataset),
                    awsS3Config,
                    azureBlobStorageConfig,
                    full(job, MODELS, outputModel.isEmpty() ? job.id() : outputModel),
                    full(job, MODELS, baseModel),
                    full(job, MODELS, warmStartFrom),
                    jinjaTemplate,
                    earlyStop,
                    epochs == 0 ? 1 : epochs,
                    learningRate == 0 ? defaults.learningRate() : learningRate,
                    maxContextLength == 0 ? defaults.maxContextLength() : maxContextLength,
                    loraRank,
                    wandbConfig == null ? null : wandbConfig.of(job),
                    full(job, DATASETS, evaluationDataset),
                    isTurbo,
                    evalAutoCarveout,
                    region,
                    nodes,
                    batchSize,
                    mtpEnabled,
                    mtpNumDraftTokens,
                    mtpFreezeBaseModel,
                    hiddenStatesGenConfig,
                    gradientAccumulationSteps,
                    learningRateWarmupSteps,
                    batchSizeSamples,
                    lrScheduler,
                    optimizerWeightDecay,
                    purpose,
                    usePurpose,
                    useReservation,
                    reservationTarget,
                    thinkingTraceHistoryMode,
                    samplerCheckpointSaveIntervalSteps,
                    rendererHuggingFaceRepoId);
        }

        private static String full(ResourceName job, String collection, String reference) {
            return ResourceName.full(job.account(), collection, reference);
        }
    }
}
