package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.InferenceException;

/** Refuses requests whose answers would need most of the memory. */
final class AnswerSize {

    private static final int MOST_CHOICES = 10_000;
    private static final long MOST_BYTES = 64_000_000;

    /** Estimates in bytes, as measured. */
    private static final int CHOICE = 200;

    private static final int TOKEN = 10;
    private static final int LOGPROB = 100;

    private AnswerSize() {}

    /** @throws InferenceException 400 if the prompts and {@code n} lead to too many choices */
    static void checkChoices(GenerationRequest request) {
        var choices =
                (long) request.inputs().size() * request.prompt().sampling().choices();
        if (choices > MOST_CHOICES) {
            throw InferenceException.invalidRequest("The emulator returns at most " + MOST_CHOICES
                    + " choices in an answer, but this request leads to " + choices);
        }
    }

    /** @throws InferenceException 400 if the answer is too large */
    static void checkBytes(Generation generation) {
        var bytes = estimate(generation);
        if (bytes > MOST_BYTES) {
            throw InferenceException.invalidRequest("The emulator returns at most " + MOST_BYTES / 1_000_000
                    + " MB, but this answer has about " + bytes / 1_000_000
                    + " MB: reduce n, the prompts, or the options that repeat the prompt or return log probabilities");
        }
    }

    private static long estimate(Generation generation) {
        var options = generation.options();
        var prompts = (long) generation.usage().promptTokens()
                * generation.request().prompt().sampling().choices();
        var echoed = options.echo() > 0 ? prompts : 0;
        var inside = options.rawOutput() || options.tokenIds() ? prompts : 0;
        var perToken = TOKEN + (options.hasLogprobs() ? LOGPROB * (1 + options.topLogprobs()) : 0);
        return (long) CHOICE * generation.answers().size()
                + (generation.usage().completionTokens() + echoed) * perToken
                + inside * 2 * TOKEN;
    }
}
