package dev.emulator.fireworks.dataset;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * About how many tokens a row is. Every base model has a tokenizer of its own; this counts with a common one of their size, and adds
 * what a chat template puts around each message.
 */
final class TokenEstimate {

    private static final int AROUND_A_MESSAGE = 4;
    private static final Set<String> NOT_TRAINED_ON = Set.of("role", "type", "url", "name", "id");

    // Its vocabulary takes a moment to load, which only those wait for who upload something.
    private volatile @Nullable Encoding encoding;

    long of(JsonNode row) {
        var tokens = 0L;
        for (var property : row.properties()) {
            var value = property.getValue();
            if (value.isString()) {
                tokens += NOT_TRAINED_ON.contains(property.getKey()) ? 0 : count(value.stringValue());
            } else if (value.isObject()) {
                tokens += of(value);
            } else if (value.isArray()) {
                for (var element : value) {
                    tokens += element.isString() ? count(element.stringValue()) : of(element);
                    tokens += element.has("role") ? AROUND_A_MESSAGE : 0;
                }
            }
        }
        return tokens;
    }

    private int count(String text) {
        var known = encoding;
        if (known == null) {
            known = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
            encoding = known;
        }
        return known.countTokensOrdinary(text);
    }
}
