package dev.emulator.fireworks.inference.generation;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Finds keywords of JSON Schema that the live service does not support. */
final class UnsupportedKeywords {

    private static final Set<String> UNSUPPORTED =
            Set.of("oneOf", "minLength", "maxLength", "minItems", "maxItems", "pattern");

    /** Keywords whose values are named schemas. The names are not keywords. */
    private static final Set<String> NAMED = Set.of("properties", "$defs", "definitions", "dependentSchemas");

    /** Keywords whose values are data. */
    private static final Set<String> DATA = Set.of("const", "enum", "default", "examples");

    private UnsupportedKeywords() {}

    /** Returns the first unsupported keyword of a schema or of the schemas in it. */
    static Optional<String> find(JsonNode schema) {
        if (schema.isArray()) {
            return schema.valueStream().flatMap(each -> find(each).stream()).findFirst();
        }
        return schema.properties().stream()
                .flatMap(entry -> find(entry.getKey(), entry.getValue()).stream())
                .findFirst();
    }

    private static Optional<String> find(String keyword, JsonNode value) {
        if (UNSUPPORTED.contains(keyword)) {
            return Optional.of(keyword);
        }
        if (DATA.contains(keyword)) {
            return Optional.empty();
        }
        return NAMED.contains(keyword)
                ? value.valueStream().flatMap(schema -> find(schema).stream()).findFirst()
                : find(value);
    }
}
