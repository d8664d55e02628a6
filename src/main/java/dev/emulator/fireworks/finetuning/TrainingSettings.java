package dev.emulator.fireworks.finetuning;

import org.jspecify.annotations.Nullable;

/** The settings of every training, with the API's names. Unset fields are 0 or empty. */
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

    /** Prefix of the settings in field paths, such as {@code training_config.}. */
    default String path() {
        return "";
    }
}
