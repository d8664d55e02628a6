package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolChoice;
import dev.emulator.fireworks.inference.Turn;
import dev.emulator.fireworks.inference.headers.SamplingOptionsJson;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Parses valid requests for text completions. */
@Component
class CompletionRequestParser {

    private final TokenIds tokenIds;

    CompletionRequestParser(TokenIds tokenIds) {
        this.tokenIds = tokenIds;
    }

    GenerationRequest parse(String account, ServedModel model, ObjectNode body) {
        var inputs = new ArrayList<GenerationRequest.Input>();
        var prompts = prompts(body.path("prompt"));
        for (int i = 0; i < prompts.size(); i++) {
            var ids = tokenIds.read(prompts.get(i));
            var text = ids.isEmpty() ? prompts.get(i).asString("") : tokenIds.text(ids);
            inputs.add(new GenerationRequest.Input(
                    prompt(account, model, body, text, images(body.path("images"), i)), ids));
        }
        return new GenerationRequest(
                inputs, AnswerOptions.of(body), SamplingOptionsJson.of(PromptOptions.sampling(body), body));
    }

    /** Returns a text or a list of token ids for each prompt. */
    private static List<JsonNode> prompts(JsonNode prompt) {
        return prompt.isArray() && !prompt.isEmpty() && !prompt.path(0).isNumber()
                ? prompt.valueStream().toList()
                : List.of(prompt);
    }

    /** The images of all prompts, or a list for each prompt. */
    private static List<String> images(JsonNode images, int prompt) {
        var ofPrompt = images.path(0).isArray() ? images.path(prompt) : images;
        return ofPrompt.valueStream().map(image -> image.asString("")).toList();
    }

    private static Prompt prompt(String account, ServedModel model, ObjectNode body, String text, List<String> images) {
        return new Prompt(
                Operation.COMPLETION,
                account,
                model,
                new Conversation(List.of(new Turn(Role.USER, text, images, "", List.of(), ""))),
                List.of(),
                ToolChoice.AUTO,
                true,
                PromptOptions.format(body),
                PromptOptions.sampling(body),
                PromptOptions.reasoningEffort(body),
                body.path("stream").asBoolean(false),
                body.path("user").asString(""),
                PromptOptions.metadata(body));
    }
}
