package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.ResponseFormat;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.SamplingOptions;
import dev.emulator.fireworks.inference.ServedModel;
import dev.emulator.fireworks.inference.ToolChoice;
import dev.emulator.fireworks.inference.ToolDefinition;
import dev.emulator.fireworks.inference.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parses requests for responses. The conversation contains those of previous responses, but not their instructions. */
@Component
class ResponseParser {

    /** A stored response is part of an event, and of a row, and the writer of JSON has a limit. */
    private static final int MAX_DEPTH = 400;

    private final ResponseStore store;

    ResponseParser(ResponseStore store) {
        this.store = store;
    }

    /** @throws InferenceException 400 if the request is invalid */
    ResponseRequest parse(String account, ServedModel model, ObjectNode body) {
        if (isDeeper(body, MAX_DEPTH)) {
            throw InferenceException.invalidRequest("The request has more than " + MAX_DEPTH + " levels of JSON");
        }
        var input = items(body.path("input"));
        var turns = new ArrayList<Turn>();
        var instructions = body.path("instructions").asString("");
        if (!instructions.isEmpty()) {
            turns.add(Turn.of(Role.SYSTEM, instructions));
        }
        var items = new ArrayList<>(
                previous(account, body.path("previous_response_id").asString("")));
        InputItems.check(input);
        input.forEach(items::add);
        turns.addAll(InputItems.turns(items));
        var prompt = new Prompt(
                Operation.RESPONSE,
                account,
                model,
                new Conversation(turns),
                tools(body.path("tools")),
                toolChoice(body.path("tool_choice")),
                body.path("parallel_tool_calls").asBoolean(true),
                format(body.path("text").path("format")),
                new SamplingOptions(
                        1, body.path("max_output_tokens").asInt(SamplingOptions.DEFAULT_MAX_TOKENS), List.of()),
                body.path("reasoning").path("effort").asString(""),
                body.path("stream").asBoolean(false),
                body.path("user").asString(""),
                metadata(body));
        return new ResponseRequest(prompt, input, body);
    }

    private static boolean isDeeper(JsonNode node, int levels) {
        return levels == 0 || node.valueStream().anyMatch(child -> child.isContainer() && isDeeper(child, levels - 1));
    }

    private static ArrayNode items(JsonNode input) {
        if (input instanceof ArrayNode items) {
            return items;
        }
        var items = JsonNodeFactory.instance.arrayNode();
        items.addObject().put("type", "message").put("role", "user").put("content", input.asString(""));
        return items;
    }

    /** Returns the items of a response and of those before it, the oldest first. */
    private List<JsonNode> previous(String account, String id) {
        var newestFirst = new ArrayList<List<JsonNode>>();
        var next = id;
        while (!next.isEmpty() && newestFirst.size() < ResponseStore.MOST) {
            var missing = next;
            var response = store.find(account, next).orElseThrow(() -> notFound(missing));
            newestFirst.add(0, response.items());
            next = response.previous();
        }
        return newestFirst.stream().flatMap(List::stream).toList();
    }

    private static InferenceException notFound(String id) {
        return InferenceException.invalidRequest(
                "Previous response not found, field: 'previous_response_id', value: '" + id + "'");
    }

    /** The emulator does not execute tools that run on the server, so that the model does not know them. */
    private static List<ToolDefinition> tools(JsonNode tools) {
        return tools.valueStream()
                .filter(tool -> tool.path("type").asString("").equals("function"))
                .map(tool -> new ToolDefinition(
                        tool.path("name").asString(""), tool.path("description").asString(""), tool.path("parameters")))
                .toList();
    }

    private static ToolChoice toolChoice(JsonNode choice) {
        var name = choice.path("name").asString("");
        if (!name.isEmpty()) {
            return ToolChoice.function(name);
        }
        return switch (choice.path("mode").asString(choice.asString(""))) {
            case "none" -> ToolChoice.NONE;
            case "required", "any" -> ToolChoice.REQUIRED;
            default -> ToolChoice.AUTO;
        };
    }

    private static ResponseFormat format(JsonNode format) {
        return switch (format.path("type").asString("")) {
            case "json_object" -> ResponseFormat.json(ResponseFormat.Type.JSON_OBJECT, "", format.path("schema"));
            case "json_schema" ->
                ResponseFormat.json(
                        ResponseFormat.Type.JSON_SCHEMA, format.path("name").asString(""), format.path("schema"));
            default -> ResponseFormat.TEXT;
        };
    }

    private static Map<String, String> metadata(JsonNode body) {
        Map<String, String> metadata = new LinkedHashMap<>();
        body.path("metadata").properties().forEach(entry -> {
            if (entry.getValue().isString()) {
                metadata.put(entry.getKey(), entry.getValue().asString());
            }
        });
        return metadata;
    }
}
