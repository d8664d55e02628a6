package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Choice;
import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.ReplyTiming;
import dev.emulator.fireworks.inference.Usage;
import java.util.List;

/**
 * What a model has generated for a request.
 *
 * @param id of the answer
 * @param created seconds since 1970 on the clock of the account
 * @param answers one for each choice, in the order of the answer
 * @param usage of all prompts
 * @param rule value of the header X-Emulator-Reply
 */
record Generation(
        String id,
        long created,
        GenerationRequest request,
        List<Answer> answers,
        Usage usage,
        String rule,
        ReplyTiming timing) {

    /** A choice for one of the prompts. Its index is that of the answer. */
    record Answer(GenerationRequest.Input input, Choice choice) {}

    /** Returns all replies as one completion, with the prompt of the first one. */
    Completion completion() {
        return new Completion(
                request.prompt(), answers.stream().map(Answer::choice).toList(), usage, rule, timing);
    }

    AnswerOptions options() {
        return request.options();
    }

    /** Returns the model's name in the answer. */
    String modelName() {
        return request.model().answerName();
    }
}
