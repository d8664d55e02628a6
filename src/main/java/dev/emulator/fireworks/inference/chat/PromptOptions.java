package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.ResponseFormat;
import dev.emulator.fireworks.inference.SamplingOptions;
import dev.emulator.fireworks.protojson.JsonText;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Parses the parameters that chat and text completions share. */
final class PromptOptions {

    private static final String DEFAULT_EFFORT = "medium";

    private PromptOptions() {}

    static SamplingOptions sampling(JsonNode body) {
        var most = body.hasNonNull("max_tokens") ? body.path("max_tokens") : body.path("max_completion_tokens");
        return new SamplingOptions(
                Math.max(1, body.path("n").asInt(1)),
                Math.max(0, most.asInt(SamplingOptions.DEFAULT_MAX_TOKENS)),
                stop(body.path("stop")),
                body.path("context_length_exceeded_behavior").asString("").equals("error"));
    }

    private static List<String> stop(JsonNode stop) {
        return stop.isString()
                ? List.of(stop.asString())
                : stop.valueStream().map(word -> word.asString("")).toList();
    }

    /** Returns {@code none}, a level such as {@code low}, or a number of tokens; empty if the client did not set it. */
    static String reasoningEffort(JsonNode body) {
        var effort = body.path("reasoning_effort");
        if (effort.isBoolean()) {
            return effort.asBoolean() ? DEFAULT_EFFORT : "none";
        }
        if (!effort.isMissingNode() && !effort.isNull()) {
            return effort.asString("");
        }
        return switch (body.path("thinking").path("type").asString("")) {
            case "enabled" -> body.path("thinking").path("budget_tokens").asString(DEFAULT_EFFORT);
            case "disabled" -> "none";
            default -> "";
        };
    }

    static ResponseFormat format(JsonNode body) {
        var format = body.path("response_format");
        return switch (format.path("type").asString("")) {
            case "json_object" -> json(ResponseFormat.Type.JSON_OBJECT, "", format.path("schema"));
            case "json_schema" -> {
                var named = parsed(format.path("json_schema"));
                yield json(
                        ResponseFormat.Type.JSON_SCHEMA,
                        named.path("name").asString(""),
                        named.has("schema") ? named.path("schema") : format.path("schema"));
            }
            case "grammar" ->
                new ResponseFormat(
                        ResponseFormat.Type.GRAMMAR,
                        "",
                        MissingNode.getInstance(),
                        format.path("grammar").asString(""));
            default -> ResponseFormat.TEXT;
        };
    }

    private static ResponseFormat json(ResponseFormat.Type type, String name, JsonNode schema) {
        var parsed = parsed(schema);
        return new ResponseFormat(type, name, parsed.isObject() ? parsed : MissingNode.getInstance(), "");
    }

    /** The API allows a schema as JSON text. */
    private static JsonNode parsed(JsonNode schema) {
        if (!schema.isString()) {
            return schema;
        }
        try {
            return JsonText.read(schema.asString().getBytes(StandardCharsets.UTF_8));
        } catch (ProtoJsonException e) {
            return MissingNode.getInstance();
        }
    }

    static Map<String, String> metadata(JsonNode body) {
        Map<String, String> metadata = new LinkedHashMap<>();
        body.path("metadata").properties().forEach(entry -> {
            if (entry.getValue().isString()) {
                metadata.put(entry.getKey(), entry.getValue().asString());
            }
        });
        return metadata;
    }
}
