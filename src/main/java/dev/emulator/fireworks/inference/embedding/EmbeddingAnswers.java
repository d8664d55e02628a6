package dev.emulator.fireworks.inference.embedding;

import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.CompletionService;
import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.JsonAnswer;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.routes.ReplyFault;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Sends the answers of embeddings and rankings, and reports their usage. */
@Component
class EmbeddingAnswers {

    private final CompletionService completions;

    EmbeddingAnswers(CompletionService completions) {
        this.completions = completions;
    }

    void send(InferenceCall call, Operation operation, ServedModel model, Result result) throws IOException {
        var usage = new Usage(result.promptTokens(), 0, 0, 0);
        completions.report(Prompt.of(operation, call.account(), model, new Conversation(List.of())), usage);
        call.response().setHeader(Completion.RULE_HEADER, "generated");
        JsonAnswer.send(call, answer(call, operation, model, result, usage));
    }

    private static Map<String, Object> answer(
            InferenceCall call, Operation operation, ServedModel model, Result result, Usage usage) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("object", "list");
        if (operation == Operation.RERANK) {
            answer.put("model", model.answerName());
            answer.put("data", result.data());
        } else {
            answer.put("data", result.data());
            answer.put("model", model.answerName());
        }
        if (!call.has(ReplyFault.Kind.USAGE_MISSING)) {
            answer.put("usage", usage(operation, usage));
        }
        return answer;
    }

    private static Map<String, Object> usage(Operation operation, Usage usage) {
        var numbers = new LinkedHashMap<String, Object>();
        numbers.put("prompt_tokens", usage.promptTokens());
        if (operation == Operation.RERANK) {
            numbers.put("completion_tokens", usage.completionTokens());
        }
        numbers.put("total_tokens", usage.totalTokens());
        return numbers;
    }
}
