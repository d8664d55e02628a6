package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.model.BaseModels;
import java.util.Optional;

/**
 * What a base model brings where the client left it open. The service chooses per model; of the models whose jobs were seen, all got
 * this learning rate, and this is the context most of them document.
 */
public record TrainingDefaults(float learningRate, int maxContextLength) {

    private static final TrainingDefaults USUAL = new TrainingDefaults(0.0001f, 32768);

    public static TrainingDefaults of(Optional<BaseModels.Facts> base) {
        return base.filter(model -> model.trainingContextLength() > 0)
                .map(model -> new TrainingDefaults(USUAL.learningRate(), model.trainingContextLength()))
                .orElse(USUAL);
    }
}
