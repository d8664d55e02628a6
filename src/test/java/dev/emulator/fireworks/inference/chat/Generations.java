package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Choice;
import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.FinishReason;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ReplyTiming;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.story.Json;
import java.util.Arrays;
import java.util.List;

/** Generations that consist of given choices. */
final class Generations {

    static final Usage USAGE = new Usage(9, 4, 6, 0);
    static final ServedModel SERVERLESS = model("");

    private static final String MODEL = "accounts/acme/models/m";

    private Generations() {}

    static Generation chat(String options, Choice... choices) {
        return of(Operation.CHAT, SERVERLESS, options, USAGE, choices);
    }

    static Generation text(String options, Choice... choices) {
        return of(Operation.COMPLETION, SERVERLESS, options, USAGE, choices);
    }

    /** @param options of the answer, as JSON of the request */
    static Generation of(Operation operation, ServedModel model, String options, Usage usage, Choice... choices) {
        var conversation = new Conversation(List.of(Turn.of(Role.USER, "Hi there")));
        var input = new GenerationRequest.Input(Prompt.of(operation, "acme", model, conversation), List.of());
        var request = new GenerationRequest(List.of(input), AnswerOptions.of(Json.read(options)), "{}");
        var answers = Arrays.stream(choices)
                .map(choice -> new Generation.Answer(input, choice))
                .toList();
        return new Generation("chatcmpl-1", 12, request, answers, usage, "generated", ReplyTiming.IMMEDIATE);
    }

    static ServedModel model(String deployment) {
        return new ServedModel(MODEL, MODEL, MODEL, deployment, 0, true, true, false);
    }

    static Choice content(int index, String content) {
        return new Choice(index, content, "", List.of(), "", FinishReason.STOP, List.of());
    }

    static Choice reasoning(String reasoning, String content, FinishReason finishReason) {
        return new Choice(0, content, reasoning, List.of(), "", finishReason, List.of());
    }

    static Choice calls(ToolCall... calls) {
        return new Choice(0, "", "", List.of(calls), "", FinishReason.TOOL_CALLS, List.of());
    }

    static Choice refusal(String refusal) {
        return new Choice(0, "", "", List.of(), refusal, FinishReason.STOP, List.of());
    }

    static Choice scripted(String content, List<Double> logprobs) {
        return new Choice(0, content, "", List.of(), "", FinishReason.STOP, logprobs);
    }
}
