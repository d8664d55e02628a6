package dev.emulator.fireworks.inference.messages;

import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ResponseFormat;
import dev.emulator.fireworks.inference.SamplingOptions;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolChoice;
import dev.emulator.fireworks.inference.ToolDefinition;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Parses valid requests for messages. */
final class MessageParser {

    private MessageParser() {}

    static Prompt parse(String account, ServedModel model, ObjectNode body) {
        var user = body.path("metadata").path("user_id").asString("");
        return new Prompt(
                Operation.MESSAGE,
                account,
                model,
                MessageTurns.conversation(body),
                tools(body.path("tools")),
                toolChoice(body.path("tool_choice")),
                !body.path("tool_choice").path("disable_parallel_tool_use").asBoolean(false),
                format(body.path("output_config").path("format")),
                new SamplingOptions(
                        1,
                        body.path("max_tokens").asInt(SamplingOptions.DEFAULT_MAX_TOKENS),
                        body.path("stop_sequences")
                                .valueStream()
                                .map(stop -> stop.asString(""))
                                .toList()),
                reasoningEffort(body),
                body.path("stream").asBoolean(false),
                user,
                user.isEmpty() ? Map.of() : Map.of("user_id", user));
    }

    private static List<ToolDefinition> tools(JsonNode tools) {
        return tools.valueStream()
                .map(tool -> new ToolDefinition(
                        tool.path("name").asString(""),
                        tool.path("description").asString(""),
                        tool.path("input_schema")))
                .toList();
    }

    private static ToolChoice toolChoice(JsonNode choice) {
        return switch (choice.path("type").asString("")) {
            case "none" -> ToolChoice.NONE;
            case "any" -> ToolChoice.REQUIRED;
            case "tool" -> ToolChoice.function(choice.path("name").asString(""));
            default -> ToolChoice.AUTO;
        };
    }

    private static ResponseFormat format(JsonNode format) {
        return format.isObject()
                ? ResponseFormat.json(ResponseFormat.Type.JSON_SCHEMA, "", format.path("schema"))
                : ResponseFormat.TEXT;
    }

    /** The effort of the output applies, unless thinking has a budget or is disabled. */
    private static String reasoningEffort(ObjectNode body) {
        var thinking = body.path("thinking");
        var effort = body.path("output_config").path("effort").asString("");
        return switch (thinking.path("type").asString("")) {
            case "enabled" -> thinking.path("budget_tokens").asString("");
            case "disabled" -> "none";
            case "adaptive" -> effort.isEmpty() ? "adaptive" : effort;
            default -> effort;
        };
    }
}
