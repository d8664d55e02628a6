package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.inference.Choice;
import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.CompletionService;
import dev.emulator.fireworks.inference.InferenceIds;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Usage;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Generates the replies to all prompts of a request. */
@Component
class TextGenerator {

    private final CompletionService completions;
    private final InferenceIds ids;
    private final AccountClocks clocks;

    TextGenerator(CompletionService completions, InferenceIds ids, AccountClocks clocks) {
        this.completions = completions;
        this.ids = ids;
        this.clocks = clocks;
    }

    /** @param change is applied to each completion, for example by a fault */
    Generation generate(GenerationRequest request, UnaryOperator<Completion> change) {
        AnswerSize.checkChoices(request);
        var answers = new ArrayList<Generation.Answer>();
        var done = new ArrayList<Completion>();
        var usage = new Usage(0, 0, 0, 0);
        for (var input : request.inputs()) {
            var completion = change.apply(completions.complete(input.prompt()));
            for (var choice : completion.choices()) {
                answers.add(new Generation.Answer(input, numbered(choice, answers.size())));
            }
            usage = sum(usage, used(input, completion));
            done.add(completion);
        }
        var generation = new Generation(
                ids.create(request.operation() == Operation.CHAT ? "chatcmpl-" : "cmpl-"),
                clocks.of(request.prompt().account()).instant().getEpochSecond(),
                request,
                answers,
                usage,
                done.get(0).rule(),
                done.get(0).timing());
        AnswerSize.checkBytes(generation);
        return generation;
    }

    /** Reports tokens as used. */
    void report(Generation generation, Usage usage) {
        completions.report(generation.request().prompt(), usage);
    }

    private static Usage used(GenerationRequest.Input input, Completion completion) {
        var usage = completion.usage();
        return input.tokenIds().isEmpty()
                ? usage
                : new Usage(
                        input.tokenIds().size(),
                        usage.cachedTokens(),
                        usage.completionTokens(),
                        usage.reasoningTokens());
    }

    private static Usage sum(Usage a, Usage b) {
        return new Usage(
                a.promptTokens() + b.promptTokens(),
                a.cachedTokens() + b.cachedTokens(),
                a.completionTokens() + b.completionTokens(),
                a.reasoningTokens() + b.reasoningTokens());
    }

    private Choice numbered(Choice choice, int index) {
        return choice.withIndex(index).withToolCallIds(ids::createForToolCall);
    }
}
