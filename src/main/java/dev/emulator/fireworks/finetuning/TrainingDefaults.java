package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.model.BaseModels;
import java.util.Optional;

/**
 * Default settings of a base model. The live service chooses them for each model. All jobs that were observed had this learning rate, and
 * most models document this context length.
 */
public record TrainingDefaults(float learningRate, int maxContextLength) {

    private static final TrainingDefaults USUAL = new TrainingDefaults(0.0001f, 32768);

    public static TrainingDefaults of(Optional<BaseModels.Facts> base) {
        return base.filter(model -> model.trainingContextLength() > 0)
                .map(model -> new TrainingDefaults(USUAL.learningRate(), model.trainingContextLength()))
                .orElse(USUAL);
    }
}
