package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Turn;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Parses the messages of a chat. */
final class Messages {

    private Messages() {}

    static Conversation conversation(JsonNode messages) {
        return new Conversation(messages.valueStream().map(Messages::turn).toList());
    }

    private static Turn turn(JsonNode message) {
        var content = message.path("content");
        return new Turn(
                role(message.path("role").asString("")),
                text(content),
                images(content),
                message.path("reasoning_content").asString(""),
                calls(message),
                message.path("tool_call_id").asString(""));
    }

    private static Role role(String role) {
        return switch (role) {
            case "system", "developer" -> Role.SYSTEM;
            case "assistant" -> Role.ASSISTANT;
            case "tool", "function" -> Role.TOOL;
            default -> Role.USER;
        };
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        var text = new StringBuilder();
        content.valueStream().map(part -> part.path("text").asString("")).forEach(text::append);
        return text.toString();
    }

    private static List<String> images(JsonNode content) {
        if (!content.isArray()) {
            return List.of();
        }
        return content.valueStream()
                .map(part -> part.path("image_url"))
                .map(image -> image.isObject() ? image.path("url") : image)
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }

    private static List<ToolCall> calls(JsonNode message) {
        var calls = new ArrayList<ToolCall>();
        message.path("tool_calls")
                .forEach(call -> calls.add(call(call.path("id").asString(""), call.path("function"))));
        if (message.path("function_call").isObject()) {
            calls.add(call("", message.path("function_call")));
        }
        return calls;
    }

    private static ToolCall call(String id, JsonNode function) {
        if (function.isString()) {
            return new ToolCall(id, function.asString(), "{}");
        }
        var arguments = function.path("arguments");
        return new ToolCall(
                id,
                function.path("name").asString(""),
                arguments.isString() ? arguments.asString() : arguments.isObject() ? arguments.toString() : "{}");
    }
}
