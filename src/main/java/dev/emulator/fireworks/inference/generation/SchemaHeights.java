package dev.emulator.fireworks.inference.generation;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Estimates how deeply the smallest value of a schema is nested. */
final class SchemaHeights {

    private static final int INFINITE = 1_000;

    private final SchemaReferences references;
    private final Map<JsonNode, Integer> known = new IdentityHashMap<>();

    SchemaHeights(SchemaReferences references) {
        this.references = references;
    }

    /** Returns the order of types from simple to nested. */
    static int height(String type) {
        return List.of("null", "boolean", "integer", "number", "string", "array", "object")
                .indexOf(type);
    }

    int height(JsonNode schema) {
        if (!schema.isObject()) {
            return Schemas.isFalse(schema) ? INFINITE : 0;
        }
        var height = known.get(schema);
        if (height == null) {
            // A schema that needs itself has no finite value.
            known.put(schema, INFINITE);
            height = compute(schema);
            known.put(schema, height);
        }
        return height;
    }

    private int compute(JsonNode schema) {
        if (schema.has("const") || schema.has("enum")) {
            return 0;
        }
        var target = references.target(schema);
        var height = target == null ? 0 : height(target);
        for (var each : schema.path("allOf")) {
            height = Math.max(height, height(each));
        }
        for (var keyword : List.of("anyOf", "oneOf")) {
            height = Math.max(
                    height,
                    schema.path(keyword)
                            .valueStream()
                            .mapToInt(this::height)
                            .min()
                            .orElse(0));
        }
        var types = Schemas.types(schema);
        if (types.stream().allMatch(type -> type.equals("object") || type.equals("array"))) {
            for (var name : schema.path("required")) {
                height = Math.max(height, 1 + height(Schemas.properties(schema).path(name.asString(""))));
            }
            if (Schemas.limit(schema, "minItems", 0) > 0) {
                height = Math.max(height, 1 + height(Schemas.item(schema, 0)));
            }
        }
        return Math.min(height, INFINITE);
    }
}
