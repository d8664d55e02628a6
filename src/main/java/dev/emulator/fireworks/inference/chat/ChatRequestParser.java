package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.headers.SamplingOptionsJson;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Parses valid requests for chat completions. */
@Component
class ChatRequestParser {

    private final TokenIds tokenIds;

    ChatRequestParser(TokenIds tokenIds) {
        this.tokenIds = tokenIds;
    }

    GenerationRequest parse(String account, ServedModel model, ObjectNode body) {
        var prompt = new Prompt(
                Operation.CHAT,
                account,
                model,
                Messages.conversation(body.path("messages")),
                ToolOptions.tools(body),
                ToolOptions.choice(body),
                body.path("parallel_tool_calls").asBoolean(true),
                PromptOptions.format(body),
                PromptOptions.sampling(body),
                PromptOptions.reasoningEffort(body),
                body.path("stream").asBoolean(false),
                body.path("user").asString(""),
                PromptOptions.metadata(body));
        var ids = tokenIds.read(body.path("prompt_token_ids"));
        return new GenerationRequest(
                List.of(new GenerationRequest.Input(prompt, ids)),
                AnswerOptions.of(body),
                SamplingOptionsJson.of(prompt.sampling(), body));
    }
}
