package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ServedModel;
import java.util.List;

/**
 * A valid request for chat or text completions.
 *
 * @param inputs one for chat; one or more for text completions
 * @param samplingOptions the options that sampling uses, as JSON
 */
record GenerationRequest(List<Input> inputs, AnswerOptions options, String samplingOptions) {

    /**
     * A prompt.
     *
     * @param tokenIds the tokens that the client sent in place of text; empty if the server splits the text
     */
    record Input(Prompt prompt, List<Integer> tokenIds) {}

    Operation operation() {
        return prompt().operation();
    }

    ServedModel model() {
        return prompt().model();
    }

    boolean isStream() {
        return prompt().stream();
    }

    /** Returns the first prompt. */
    Prompt prompt() {
        return inputs.get(0).prompt();
    }
}
