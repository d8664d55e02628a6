package dev.emulator.fireworks.finetuning;

/**
 * What a base model brings where the client left it open. The service chooses per model; of the models whose jobs were seen, all got
 * this learning rate, and this is the context most of them document.
 */
public record TrainingDefaults(float learningRate, int maxContextLength) {

    private static final TrainingDefaults USUAL = new TrainingDefaults(0.0001f, 32768);

    private static final TrainingDefaults LONG_CONTEXT = new TrainingDefaults(0.0001f, 131072);

    public static TrainingDefaults of(String baseModel) {
        return baseModel.endsWith("/muse-glimmer-30b") ? LONG_CONTEXT : USUAL;
    }
}
