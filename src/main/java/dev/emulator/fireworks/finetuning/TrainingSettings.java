package dev.emulator.fireworks.finetuning;

import org.jspecify.annotations.Nullable;

/** The settings that every training has, in the API's words; 0 and empty where the client left them open. */
public interface TrainingSettings {

    String outputModel();

    String baseModel();

    String warmStartFrom();

    String jinjaTemplate();

    int epochs();

    float learningRate();

    /** In tokens. */
    int maxContextLength();

    /** 0 trains all parameters. */
    int loraRank();

    /** In tokens. */
    int batchSize();

    int batchSizeSamples();

    int gradientAccumulationSteps();

    int learningRateWarmupSteps();

    float optimizerWeightDecay();

    default @Nullable LearningRateScheduler lrScheduler() {
        return null;
    }

    /** What comes before a setting's name in the name of the field, as in {@code training_config.}. */
    default String path() {
        return "";
    }
}
