package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.CompletionService;
import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.ModelResolver;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.inference.schema.RequestSchemas;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Completes chats. */
@RestController
class ChatController {

    private final RequestSchemas schemas;
    private final ModelResolver models;
    private final CompletionService completions;

    ChatController(RequestSchemas schemas, ModelResolver models, CompletionService completions) {
        this.schemas = schemas;
        this.models = models;
        this.completions = completions;
    }

    @PostMapping({"/inference/v1/chat/completions", "/v1/chat/completions"})
    ResponseEntity<ObjectNode> create(InferenceCall call) {
        var body = call.body();
        schemas.check(Operation.CHAT, body);
        var model = models.resolve(call, body.path("model").asString(""));
        var turns =
                body.path("messages").valueStream().map(ChatController::turn).toList();
        var completion =
                completions.complete(Prompt.of(Operation.CHAT, call.account(), model, new Conversation(turns)));
        completions.report(completion.prompt(), completion.usage());
        return ResponseEntity.ok()
                .header(Completion.RULE_HEADER, completion.rule())
                .body(answer(completion));
    }

    private static Turn turn(JsonNode message) {
        var role = message.path("role").asString("").equals("assistant") ? Role.ASSISTANT : Role.USER;
        return new Turn(role, message.path("content").asString(""), List.of(), "", List.of(), "");
    }

    private static ObjectNode answer(Completion completion) {
        var answer = JsonNodeFactory.instance.objectNode().put("object", "chat.completion");
        var choices = answer.putArray("choices");
        completion
                .choices()
                .forEach(choice -> choices.addObject()
                        .put("index", choice.index())
                        .put("finish_reason", choice.finishReason().apiName())
                        .putObject("message")
                        .put("role", "assistant")
                        .put("content", choice.content()));
        return answer;
    }
}
