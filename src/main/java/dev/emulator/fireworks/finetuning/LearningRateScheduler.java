package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.protojson.OneOf;
import dev.emulator.fireworks.training.TrainingRun.Decay;
import dev.emulator.fireworks.validation.SchemaLevel;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import org.jspecify.annotations.Nullable;

/** How the learning rate changes over the steps; unset means constant. */
public record LearningRateScheduler(
        @OneOf("schedule") @Nullable Constant constant,
        @OneOf("schedule") @Nullable @Valid Linear linear,
        @OneOf("schedule") @Nullable @Valid Cosine cosine) {

    /** Used if a client sent no scheduler. */
    public static final LearningRateScheduler UNSET = new LearningRateScheduler(null, null, null);

    private static final String MIN_LR_RATIO = "min_lr_ratio must be between 0 and 1";
    private static final String DECAY_RATIO = "decay_ratio must be between 0 and 1";

    public Decay decay() {
        return linear != null ? Decay.LINEAR : cosine != null ? Decay.COSINE : Decay.CONSTANT;
    }

    public float decayRatio() {
        return linear != null ? linear.decayRatio() : cosine != null ? cosine.decayRatio() : 0;
    }

    public float minLrRatio() {
        return linear != null ? linear.minLrRatio() : cosine != null ? cosine.minLrRatio() : 0;
    }

    /** No decay. */
    public record Constant() {}

    /** Linear decay. */
    public record Linear(
            @DecimalMin(value = "0", message = MIN_LR_RATIO, groups = SchemaLevel.class)
            @DecimalMax(value = "1", message = MIN_LR_RATIO, groups = SchemaLevel.class)
            float minLrRatio,

            @DecimalMin(value = "0", message = DECAY_RATIO, groups = SchemaLevel.class)
            @DecimalMax(value = "1", message = DECAY_RATIO, groups = SchemaLevel.class)
            float decayRatio) {}

    /** Cosine decay. */
    public record Cosine(
            @DecimalMin(value = "0", message = MIN_LR_RATIO, groups = SchemaLevel.class)
            @DecimalMax(value = "1", message = MIN_LR_RATIO, groups = SchemaLevel.class)
            float minLrRatio,

            @DecimalMin(value = "0", message = DECAY_RATIO, groups = SchemaLevel.class)
            @DecimalMax(value = "1", message = DECAY_RATIO, groups = SchemaLevel.class)
            float decayRatio) {}
}
