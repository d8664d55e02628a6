package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.ToolChoice;
import dev.emulator.fireworks.inference.ToolDefinition;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Parses the tools of a chat, also in the deprecated form with functions. */
final class ToolOptions {

    private ToolOptions() {}

    static List<ToolDefinition> tools(JsonNode body) {
        var tools = body.path("tools");
        return tools.isEmpty()
                ? body.path("functions")
                        .valueStream()
                        .map(ToolOptions::definition)
                        .toList()
                : tools.valueStream()
                        .map(tool -> definition(tool.path("function")))
                        .toList();
    }

    private static ToolDefinition definition(JsonNode function) {
        return new ToolDefinition(
                function.path("name").asString(""),
                function.path("description").asString(""),
                function.path("parameters"));
    }

    static ToolChoice choice(JsonNode body) {
        var choice = body.path("tool_choice");
        if (choice.isObject()) {
            return named(choice.path("function")
                    .path("name")
                    .asString(choice.path("name").asString("")));
        }
        if (choice.isString()) {
            return mode(choice.asString());
        }
        var functionCall = body.path("function_call");
        return functionCall.isObject()
                ? named(functionCall.path("name").asString(""))
                : mode(functionCall.asString("auto"));
    }

    private static ToolChoice mode(String mode) {
        return switch (mode) {
            case "none" -> ToolChoice.NONE;
            case "any", "required" -> ToolChoice.REQUIRED;
            default -> ToolChoice.AUTO;
        };
    }

    /** The API allows a selection without a name, which requires any tool. */
    private static ToolChoice named(String name) {
        return name.isEmpty() ? ToolChoice.REQUIRED : ToolChoice.function(name);
    }
}
