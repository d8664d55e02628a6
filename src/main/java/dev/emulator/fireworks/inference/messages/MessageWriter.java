package dev.emulator.fireworks.inference.messages;

import dev.emulator.fireworks.inference.RawText;
import dev.emulator.fireworks.inference.Token;
import dev.emulator.fireworks.inference.Tokens;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.stream.ReplyEvents;
import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.routes.InferenceErrors;
import dev.emulator.fireworks.routes.ReplyFault;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes messages, and the events of streamed messages. */
@Component
class MessageWriter {

    private static final String MESSAGES = "/v1/messages";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Tokens tokens;

    MessageWriter(Tokens tokens) {
        this.tokens = tokens;
    }

    ObjectNode write(GeneratedMessage message) {
        var json = head(message);
        var content = json.putArray("content");
        var reasoning = message.choice().reasoning();
        if (!reasoning.isEmpty()) {
            content.add(thinking(reasoning, signature(reasoning)));
        }
        if (!message.text().isEmpty()) {
            content.add(text(message.text()));
        }
        message.choice().toolCalls().forEach(call -> content.add(toolUse(call, input(call))));
        putModel(json, message);
        putStop(json, message);
        if (message.hasUsage()) {
            json.set("usage", usage(message, message.completion().usage().completionTokens()));
        }
        if (message.hasRawOutput()) {
            json.set("raw_output", rawOutput(message));
        }
        return json;
    }

    /** @param report receives the usage at the end */
    ReplyEvents events(GeneratedMessage message, Consumer<Usage> report) {
        var usage = message.completion().usage();
        var events = new ReplyEvents(tokens, usage, report);
        events.add(() -> started(message));
        events.add(() -> event("ping"));
        var index = 0;
        var reasoning = message.choice().reasoning();
        if (!reasoning.isEmpty()) {
            var block = index++;
            events.add(() -> blockStart(block, thinking("", "")));
            events.addReasoning(reasoning, part -> delta(block, "thinking_delta", "thinking", part));
            events.add(() -> delta(block, "signature_delta", "signature", signature(reasoning)));
            events.add(() -> blockStop(block));
        }
        if (!message.text().isEmpty()) {
            var block = index++;
            events.add(() -> blockStart(block, text("")));
            events.addText(message.text(), part -> delta(block, "text_delta", "text", part));
            events.add(() -> blockStop(block));
        }
        for (var call : message.choice().toolCalls()) {
            var block = index++;
            events.addPart(() -> blockStart(block, toolUse(call, JSON.objectNode())));
            events.addText(call.arguments(), part -> delta(block, "input_json_delta", "partial_json", part));
            events.add(() -> blockStop(block));
        }
        events.addFinish(() -> finished(message));
        events.add(() -> event("message_stop"));
        return events;
    }

    /** Returns the data of an event that reports an error. */
    static ObjectNode error(ReplyFault.StreamError error) {
        var body =
                InferenceErrors.body(MESSAGES, error.status(), error.code(), error.type(), null, error.message(), null);
        body.remove("request_id");
        return body;
    }

    private static ObjectNode started(GeneratedMessage message) {
        var event = event("message_start");
        var json = head(message);
        json.putArray("content");
        putModel(json, message);
        json.putNull("stop_reason").putNull("stop_sequence");
        if (message.hasUsage()) {
            json.set("usage", usage(message, 0));
        }
        event.set("message", json);
        return event;
    }

    private static ObjectNode finished(GeneratedMessage message) {
        var event = event("message_delta");
        putStop(event.putObject("delta"), message);
        if (message.hasUsage()) {
            event.set("usage", usage(message, message.completion().usage().completionTokens()));
        }
        return event;
    }

    private static ObjectNode event(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static ObjectNode blockStart(int index, ObjectNode block) {
        var event = event("content_block_start").put("index", index);
        event.set("content_block", block);
        return event;
    }

    private static ObjectNode blockStop(int index) {
        return event("content_block_stop").put("index", index);
    }

    private static ObjectNode delta(int index, String type, String field, String part) {
        var event = event("content_block_delta").put("index", index);
        event.putObject("delta").put("type", type).put(field, part);
        return event;
    }

    private static ObjectNode head(GeneratedMessage message) {
        return JSON.objectNode().put("id", message.id()).put("type", "message").put("role", "assistant");
    }

    private static void putModel(ObjectNode json, GeneratedMessage message) {
        json.put("model", message.completion().prompt().model().answerName());
    }

    private static void putStop(ObjectNode json, GeneratedMessage message) {
        json.put("stop_reason", message.stopReason());
        json.put("stop_sequence", message.isStopped() ? message.choice().stop() : null);
    }

    private static ObjectNode text(String text) {
        return JSON.objectNode().put("type", "text").put("text", text).putNull("citations");
    }

    private static ObjectNode thinking(String text, String signature) {
        return JSON.objectNode().put("type", "thinking").put("thinking", text).put("signature", signature);
    }

    private static ObjectNode toolUse(ToolCall call, ObjectNode input) {
        var block =
                JSON.objectNode().put("type", "tool_use").put("id", call.id()).put("name", call.name());
        block.set("input", input);
        return block;
    }

    /** Arguments that the maximum of tokens has cut are no object, so that the block has an empty one. */
    private static ObjectNode input(ToolCall call) {
        try {
            return JsonText.read(call.arguments().getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object
                    ? object
                    : JSON.objectNode();
        } catch (ProtoJsonException e) {
            return JSON.objectNode();
        }
    }

    /** A client cannot interpret a signature, and sends it back. */
    private static String signature(String thinking) {
        var id = UUID.nameUUIDFromBytes(thinking.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(id.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** In this dialect, the tokens of the input do not include the cached ones. */
    private static ObjectNode usage(GeneratedMessage message, int outputTokens) {
        var usage = message.completion().usage();
        return JSON.objectNode()
                .put("input_tokens", usage.promptTokens() - usage.cachedTokens())
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", usage.cachedTokens())
                .put("output_tokens", outputTokens);
    }

    private ObjectNode rawOutput(GeneratedMessage message) {
        var prompt = message.completion().prompt();
        var completion = RawText.of(message.choice());
        var json = JSON.objectNode();
        var fragments = json.putArray("prompt_fragments");
        prompt.conversation().turns().forEach(turn -> fragments.add(turn.text()));
        addIds(json.putArray("prompt_token_ids"), tokens.render(prompt));
        json.put("completion", completion);
        addIds(json.putArray("completion_token_ids"), tokens.split(completion));
        var images = JSON.arrayNode();
        prompt.conversation().turns().forEach(turn -> turn.images().forEach(images::add));
        if (!images.isEmpty()) {
            json.set("images", images);
        }
        return json;
    }

    private static void addIds(ArrayNode ids, Iterable<Token> all) {
        all.forEach(token -> ids.add(token.id()));
    }
}
