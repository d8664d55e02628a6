package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.types.Region;
import dev.emulator.fireworks.validation.ResourceNameFormat;
import dev.emulator.fireworks.validation.SchemaLevel;
import dev.emulator.fireworks.validation.ServiceLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of a training. Newer types of jobs have them in this message instead of in the job. */
public record BaseTrainingConfig(
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

        @PositiveOrZero(message = "learning_rate must be greater than 0", groups = SchemaLevel.class)
        float learningRate,

        @PositiveOrZero(message = "max_context_length must not be negative", groups = SchemaLevel.class)
        int maxContextLength,

        @PositiveOrZero(message = "lora_rank must not be negative", groups = SchemaLevel.class)
        int loraRank,

        @PositiveOrZero(message = "epochs must not be negative", groups = SchemaLevel.class)
        int epochs,

        @PositiveOrZero(message = "batch_size must not be negative", groups = SchemaLevel.class)
        int batchSize,

        @PositiveOrZero(message = "gradient_accumulation_steps must not be negative", groups = SchemaLevel.class)
        int gradientAccumulationSteps,

        @PositiveOrZero(message = "learning_rate_warmup_steps must not be negative", groups = SchemaLevel.class)
        int learningRateWarmupSteps,

        @PositiveOrZero(message = "batch_size_samples must not be negative", groups = SchemaLevel.class)
        int batchSizeSamples,

        @PositiveOrZero(message = "optimizer_weight_decay must not be negative", groups = SchemaLevel.class)
        float optimizerWeightDecay,

        @Nullable @Valid TrainerShardingScheme trainerShardingScheme,

        @PositiveOrZero(message = "lora_alpha must not be negative", groups = SchemaLevel.class)
        int loraAlpha,

        @DecimalMin(value = "0", message = LORA_DROPOUT, groups = SchemaLevel.class)
        @DecimalMax(value = "1", message = LORA_DROPOUT, groups = SchemaLevel.class)
        float loraDropout,

        List<String> loraTargetModules,
        Region region,

        @PositiveOrZero(
                message = "sampler_checkpoint_save_interval_steps must not be negative",
                groups = SchemaLevel.class)
        int samplerCheckpointSaveIntervalSteps)
        implements TrainingSettings {

    /** Used if a client sent no settings. */
    public static final BaseTrainingConfig UNSET = new BaseTrainingConfig(
            "", "", "", "", 0, 0, 0, 0, 0, 0, 0, 0, 0, null, 0, 0, List.of(), Region.REGION_UNSPECIFIED, 0);

    private static final String MODELS = "models";
    private static final String LORA_DROPOUT = "lora_dropout must be between 0 and 1";

    @Override
    public String path() {
        return "training_config.";
    }

    /** Sets defaults for unset fields, and replaces references by full names. Other fields stay as they were sent. */
    public BaseTrainingConfig withDefaults(ResourceName job, TrainingDefaults defaults) {
        return new BaseTrainingConfig(
                full(job, outputModel.isEmpty() ? job.id() : outputModel),
                full(job, baseModel),
                full(job, warmStartFrom),
                jinjaTemplate,
                learningRate == 0 ? defaults.learningRate() : learningRate,
                maxContextLength == 0 ? defaults.maxContextLength() : maxContextLength,
                loraRank,
                epochs == 0 ? 1 : epochs,
                batchSize,
                gradientAccumulationSteps,
                learningRateWarmupSteps,
                batchSizeSamples,
                optimizerWeightDecay,
                trainerShardingScheme,
                loraAlpha,
                loraDropout,
                loraTargetModules,
                region,
                samplerCheckpointSaveIntervalSteps);
    }

    private static String full(ResourceName job, String model) {
        return ResourceName.full(job.account(), MODELS, model);
    }

    /** How a trainer is distributed over accelerators; 0 lets the service choose. */
    public record TrainerShardingScheme(
            @PositiveOrZero(message = "tensor_parallelism must not be negative", groups = SchemaLevel.class)
            int tensorParallelism,

            @PositiveOrZero(message = "pipeline_parallelism must not be negative", groups = SchemaLevel.class)
            int pipelineParallelism,

            @PositiveOrZero(message = "context_parallelism must not be negative", groups = SchemaLevel.class)
            int contextParallelism,

            @PositiveOrZero(message = "expert_parallelism must not be negative", groups = SchemaLevel.class)
            int expertParallelism,

            boolean sequenceParallelism) {}
}
