package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.inference.Choice;
import dev.emulator.fireworks.inference.FinishReason;
import dev.emulator.fireworks.inference.InferenceIds;
import dev.emulator.fireworks.inference.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The output of a response.
 *
 * @param user the last message of the user; null if the input has none
 * @param generated reasoning, tool calls and the message of the model, in this order
 */
record OutputItems(@Nullable ObjectNode user, List<ObjectNode> generated) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static OutputItems of(ResponseRequest request, Choice choice, InferenceIds ids) {
        var items = new ArrayList<ObjectNode>();
        if (!choice.reasoning().isEmpty()) {
            items.add(reasoning(ids.create("rs_"), choice.reasoning()));
        }
        choice.toolCalls().forEach(call -> items.add(functionCall(ids.create("fc_"), call)));
        if (hasMessage(choice)) {
            items.add(message(ids.create("msg_"), choice));
        }
        items.forEach(item -> item.put("status", "completed"));
        if (choice.finishReason() == FinishReason.LENGTH && !items.isEmpty()) {
            items.get(items.size() - 1).put("status", "incomplete");
        }
        return new OutputItems(user(request, ids), items);
    }

    private static boolean hasMessage(Choice choice) {
        return !choice.content().isEmpty()
                || !choice.refusal().isEmpty()
                || choice.toolCalls().isEmpty() && choice.finishReason() != FinishReason.LENGTH;
    }

    private static @Nullable ObjectNode user(ResponseRequest request, InferenceIds ids) {
        ObjectNode last = null;
        for (var item : request.input()) {
            if (InputItems.isMessage(item) && item.path("role").asString("").equals("user")) {
                last = userMessage(item, ids);
            }
        }
        return last;
    }

    private static ObjectNode userMessage(JsonNode item, InferenceIds ids) {
        var message = JSON.objectNode()
                .put("id", item.path("id").isString() ? item.path("id").asString() : ids.create("msg_"))
                .put("type", "message")
                .put("role", "user");
        var content = item.path("content");
        if (content.isArray()) {
            message.set("content", content);
        } else {
            message.putArray("content").addObject().put("type", "input_text").put("text", content.asString(""));
        }
        return message.put("status", "completed");
    }

    private static ObjectNode reasoning(String id, String text) {
        var item = JSON.objectNode().put("id", id).put("type", "reasoning");
        item.putArray("summary");
        item.putArray("content").add(reasoningPart(text));
        return item;
    }

    private static ObjectNode functionCall(String id, ToolCall call) {
        return JSON.objectNode()
                .put("id", id)
                .put("type", "function_call")
                .put("call_id", call.id())
                .put("name", call.name())
                .put("arguments", call.arguments());
    }

    private static ObjectNode message(String id, Choice choice) {
        var item = JSON.objectNode().put("id", id).put("type", "message").put("role", "assistant");
        var content = item.putArray("content");
        if (!choice.content().isEmpty() || choice.refusal().isEmpty()) {
            content.add(textPart(choice.content()));
        }
        if (!choice.refusal().isEmpty()) {
            content.add(refusalPart(choice.refusal()));
        }
        return item;
    }

    static ObjectNode reasoningPart(String text) {
        return JSON.objectNode().put("type", "reasoning_text").put("text", text);
    }

    static ObjectNode textPart(String text) {
        var part = JSON.objectNode().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    static ObjectNode refusalPart(String text) {
        return JSON.objectNode().put("type", "refusal").put("refusal", text);
    }

    /** Returns an item as it is before its content is generated. */
    static ObjectNode started(ObjectNode item) {
        var started = item.deepCopy().put("status", "in_progress");
        if (started.has("content")) {
            started.putArray("content");
        }
        if (started.has("arguments")) {
            started.put("arguments", "");
        }
        return started;
    }
}
