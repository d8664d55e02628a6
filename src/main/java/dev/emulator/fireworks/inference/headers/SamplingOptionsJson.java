package dev.emulator.fireworks.inference.headers;

import dev.emulator.fireworks.inference.SamplingOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the numeric options that sampling uses, including defaults. */
public final class SamplingOptionsJson {

    private static final ObjectNode DEFAULTS = JsonNodeFactory.instance
            .objectNode()
            .put("temperature", 1.0)
            .put("top_p", 1.0)
            .put("top_k", 0)
            .put("min_p", 0.0)
            .put("typical_p", 1.0)
            .put("frequency_penalty", 0.0)
            .put("presence_penalty", 0.0)
            .put("repetition_penalty", 1.0);

    private SamplingOptionsJson() {}

    /** Returns the options of a request. */
    public static String of(SamplingOptions sampling, JsonNode body) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("max_tokens", sampling.maxTokens())
                .put("n", sampling.choices());
        DEFAULTS.forEachEntry((name, value) -> {
            var requested = body.path(name);
            json.set(name, requested.isNumber() ? requested : value);
        });
        return json.toString();
    }
}
