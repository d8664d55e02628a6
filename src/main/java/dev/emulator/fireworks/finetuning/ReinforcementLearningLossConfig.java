package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.validation.SchemaLevel;
import dev.emulator.fireworks.validation.ServiceLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.PositiveOrZero;
import org.jspecify.annotations.Nullable;

/** The loss function of a training by preferences or rewards. */
public record ReinforcementLearningLossConfig(
        Method method,

        @PositiveOrZero(message = "kl_beta must not be negative", groups = SchemaLevel.class)
        float klBeta,

        @Nullable @Valid DpoConfig dpo,
        @Nullable @Valid OrpoConfig orpo) {

    /** Name of the loss function. Each type of job has its own default. */
    public enum Method {
        METHOD_UNSPECIFIED,
        GRPO,
        DAPO,
        DPO,
        ORPO,
        GSPO_TOKEN
    }

    /** Direct preference optimisation; 0 lets the service choose a value. */
    public record DpoConfig(
            @PositiveOrZero(message = "beta must not be negative", groups = SchemaLevel.class)
            @DecimalMax(
                    value = "0.5",
                    inclusive = false,
                    message = "beta must be greater than 0 and less than 0.5",
                    groups = ServiceLevel.class)
            float beta,

            @PositiveOrZero(message = "ref_cache_concurrency must not be negative", groups = SchemaLevel.class)
            int refCacheConcurrency,

            @PositiveOrZero(message = "ref_cache_batch_size must not be negative", groups = SchemaLevel.class)
            int refCacheBatchSize) {}

    /** Odds ratio preference optimisation; 0 lets the service choose a value. */
    public record OrpoConfig(
            @PositiveOrZero(message = "lambda must not be negative", groups = SchemaLevel.class)
            float lambda) {}
}
