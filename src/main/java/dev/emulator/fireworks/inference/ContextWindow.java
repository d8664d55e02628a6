package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.validation.Validation;
import org.springframework.stereotype.Component;

/** Applies the context length of models. */
@Component
class ContextWindow {

    private final Validation validation;

    ContextWindow(Validation validation) {
        this.validation = validation;
    }

    /**
     * Lowers the maximum number of generated tokens to what fits into the context.
     *
     * @throws InferenceException 400 at level {@code service} if the prompt is too long, or together with the generated tokens if the client
     *     wants an error then
     */
    Prompt fit(Prompt prompt, int promptTokens) {
        var length = prompt.model().contextLength();
        var sampling = prompt.sampling();
        if (length == 0 || (long) promptTokens + sampling.maxTokens() <= length) {
            return prompt;
        }
        // As observed, the maximum in the message is smaller than the context length by one.
        if (promptTokens >= length) {
            refuse("The prompt is too long: " + promptTokens + ", model maximum context length: " + (length - 1));
            return prompt;
        }
        if (sampling.failsBeyondContext()) {
            refuse("The prompt and max_tokens are too long: " + promptTokens + " + " + sampling.maxTokens()
                    + ", model maximum context length: " + (length - 1));
        }
        return prompt.with(sampling.withMaxTokens(length - promptTokens));
    }

    private void refuse(String message) {
        if (validation.isService()) {
            throw InferenceException.invalidRequest(message);
        }
        validation.hint(message);
    }
}
