package dev.emulator.fireworks.dataset;

import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Estimates the number of tokens of a row: those of its texts, and those that a chat template adds to each message. */
@Component
final class TokenEstimate {

    private static final int AROUND_A_MESSAGE = 4;
    private static final Set<String> NOT_TRAINED_ON = Set.of("role", "type", "url", "name", "id");

    private final Tokenizer tokenizer;

    TokenEstimate(Tokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    long of(JsonNode row) {
        var tokens = 0L;
        for (var property : row.properties()) {
            var value = property.getValue();
            if (value.isString()) {
                tokens += NOT_TRAINED_ON.contains(property.getKey()) ? 0 : tokenizer.count(value.stringValue());
            } else if (value.isObject()) {
                tokens += of(value);
            } else if (value.isArray()) {
                for (var element : value) {
                    tokens += element.isString() ? tokenizer.count(element.stringValue()) : of(element);
                    tokens += element.has("role") ? AROUND_A_MESSAGE : 0;
                }
            }
        }
        return tokens;
    }
}
