package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.inference.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes responses. */
final class ResponseWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ResponseWriter() {}

    /** Returns the whole response. */
    static ObjectNode write(GeneratedResponse response) {
        var json = started(response, response.status());
        var output = json.withArray("output");
        response.output().generated().forEach(output::add);
        if (response.hasUsage()) {
            json.set("usage", usage(response.completion().usage()));
        }
        if (response.isIncomplete()) {
            json.putObject("incomplete_details").put("reason", "max_output_tokens");
        }
        return json;
    }

    /** Returns the response as it is before the model has generated something. */
    static ObjectNode started(GeneratedResponse response, String status) {
        var body = response.request().body();
        var json = JSON.objectNode()
                .put("id", response.id())
                .put("object", "response")
                .put("created_at", response.created())
                .put("status", status)
                .put("model", response.completion().prompt().model().answerName());
        var output = json.putArray("output");
        if (response.output().user() != null) {
            output.add(response.output().user());
        }
        copy(json, body, "previous_response_id", null);
        json.putNull("usage").putNull("error").putNull("incomplete_details");
        copy(json, body, "instructions", null);
        copy(json, body, "max_output_tokens", null);
        copy(json, body, "max_tool_calls", null);
        copy(json, body, "parallel_tool_calls", JSON.booleanNode(true));
        copy(json, body, "reasoning", null);
        json.put("store", response.request().isStored());
        copy(json, body, "temperature", JSON.numberNode(1.0));
        var text = JSON.objectNode();
        text.putObject("format").put("type", "text");
        copy(json, body, "text", text);
        copy(json, body, "tool_choice", JSON.stringNode("auto"));
        copy(json, body, "tools", JSON.arrayNode());
        copy(json, body, "top_p", JSON.numberNode(1.0));
        copy(json, body, "truncation", JSON.stringNode("disabled"));
        copy(json, body, "user", null);
        copy(json, body, "metadata", null);
        return json;
    }

    private static void copy(ObjectNode json, ObjectNode body, String field, @Nullable JsonNode otherwise) {
        json.set(field, body.hasNonNull(field) ? body.path(field) : otherwise);
    }

    /** The service's names, and those of OpenAI, which its clients need. */
    private static ObjectNode usage(Usage usage) {
        var json = JSON.objectNode()
                .put("prompt_tokens", usage.promptTokens())
                .put("completion_tokens", usage.completionTokens())
                .put("total_tokens", usage.totalTokens());
        json.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedTokens());
        json.put("input_tokens", usage.promptTokens()).put("output_tokens", usage.completionTokens());
        json.putObject("input_tokens_details").put("cached_tokens", usage.cachedTokens());
        json.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
        return json;
    }
}
