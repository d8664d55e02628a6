package dev.emulator.fireworks.inference;

/**
 * A model that answers requests.
 *
 * @param answerName the name in the field {@code model} of answers
 * @param model full name of the model whose weights answer
 * @param baseModel full name of the base model of a tuned model; otherwise equal to {@code model}
 * @param deployment full name of the deployment; empty on serverless
 * @param contextLength in tokens; 0 if unknown
 * @param isEmbedding whether it computes embeddings or ranks documents, and does not chat
 */
public record ServedModel(
        String answerName,
        String model,
        String baseModel,
        String deployment,
        int contextLength,
        boolean supportsTools,
        boolean supportsImages,
        boolean isEmbedding) {

    /** Returns whether it runs on a deployment of the caller, and not on serverless. */
    public boolean isDedicated() {
        return !deployment.isEmpty();
    }
}
