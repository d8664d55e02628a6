package dev.emulator.fireworks.finetuning.dpo;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.aip.Status;
import dev.emulator.fireworks.dataset.TrainingMethod;
import dev.emulator.fireworks.finetuning.BaseTrainingConfig;
import dev.emulator.fireworks.finetuning.ReinforcementLearningLossConfig;
import dev.emulator.fireworks.finetuning.ReinforcementLearningLossConfig.Method;
import dev.emulator.fireworks.finetuning.TrainingDefaults;
import dev.emulator.fireworks.finetuning.TrainingSettings;
import dev.emulator.fireworks.finetuning.TrainingSpec;
import dev.emulator.fireworks.job.JobResource;
import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.training.TrainingRun.Objective;
import dev.emulator.fireworks.types.AwsS3Config;
import dev.emulator.fireworks.types.AzureBlobStorageConfig;
import dev.emulator.fireworks.types.Purpose;
import dev.emulator.fireworks.types.WandbConfig;
import dev.emulator.fireworks.validation.ResourceNameFormat;
import dev.emulator.fireworks.validation.SchemaLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A DPO job in the API: output-only fields and the specification from the client. */
record DpoJob(
        String name,
        @Nullable Instant createTime,
        @Nullable Instant completedTime,
        JobState state,
        @Nullable Status status,
        String createdBy,
        String trainerLogsSignedUrl,
        @JsonUnwrapped LazyMessage<Spec> spec)
        implements JobResource<DpoJob.Spec> {

    static final String COLLECTION = "dpoJobs";

    private static final String DATASETS = "datasets";

    /** The fields that clients can set. */
    record Spec(
            String displayName,

            @NotEmpty(message = "dataset is required")
            @ResourceNameFormat(
                    collection = DATASETS,
                    message = "dataset must be accounts/{account}/datasets/{dataset} or a dataset id",
                    groups = SchemaLevel.class)
            String dataset,

            @Nullable @Valid BaseTrainingConfig trainingConfig,
            @Nullable WandbConfig wandbConfig,
            @Nullable @Valid ReinforcementLearningLossConfig lossConfig,
            @Nullable AwsS3Config awsS3Config,
            @Nullable AzureBlobStorageConfig azureBlobStorageConfig,
            Purpose purpose,
            boolean useReservation,
            String reservationTarget,
            String rendererHuggingFaceRepoId)
            implements TrainingSpec<Spec> {

        @Override
        public TrainingSettings settings() {
            return config();
        }

        @Override
        public TrainingMethod trainingMethod() {
            return TrainingMethod.PREFERENCE;
        }

        @Override
        public Objective objective() {
            return lossConfig != null && lossConfig.method() == Method.ORPO ? Objective.ORPO : Objective.DPO;
        }

        @Override
        public Spec withDefaults(ResourceName job, TrainingDefaults defaults) {
            return new Spec(
                    displayName,
                    ResourceName.full(job.account(), DATASETS, dataset),
                    config().withDefaults(job, defaults),
                    wandbConfig == null ? null : wandbConfig.of(job),
                    lossConfig,
                    awsS3Config,
                    azureBlobStorageConfig,
                    purpose,
                    useReservation,
                    reservationTarget,
                    rendererHuggingFaceRepoId);
        }

        private BaseTrainingConfig config() {
            return Objects.requireNonNullElse(trainingConfig, BaseTrainingConfig.UNSET);
        }
    }
}
