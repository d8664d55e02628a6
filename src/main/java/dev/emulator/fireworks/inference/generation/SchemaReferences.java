package dev.emulator.fireworks.inference.generation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** Resolves the references inside a JSON Schema. */
final class SchemaReferences {

    private static final int MAX_CHAIN = 100;

    private final JsonNode root;
    private final Map<String, JsonNode> targets = new HashMap<>();

    SchemaReferences(JsonNode root) {
        this.root = root;
    }

    /** Returns the target of a schema's reference; null if it has none. */
    @Nullable
    JsonNode target(JsonNode schema) {
        var reference = schema.path("$ref");
        if (schema.has("$dynamicRef")) {
            throw SchemaException.unsupported("$dynamicRef is not supported");
        }
        if (reference.isMissingNode()) {
            return null;
        }
        if (!reference.isString()) {
            throw SchemaException.unsupported("$ref must be a string");
        }
        return targets.computeIfAbsent(reference.stringValue(), this::find);
    }

    /** Follows a schema that is nothing but a reference. */
    JsonNode follow(JsonNode schema) {
        var current = schema;
        for (int i = 0; i < MAX_CHAIN && current.size() == 1 && current.has("$ref"); i++) {
            current = Objects.requireNonNull(target(current));
        }
        return current;
    }

    private JsonNode find(String reference) {
        var id = root.path("$id").asString("");
        var local = !id.isEmpty() && reference.startsWith(id) ? reference.substring(id.length()) : reference;
        var target = local.isEmpty() || local.equals("#")
                ? root
                : local.startsWith("#/") ? pointed(local.substring(1)) : anchor(root, local);
        if (target == null || !(target.isObject() || target.isBoolean())) {
            throw SchemaException.unsupported("$ref " + reference + " is not a schema inside this schema");
        }
        return target;
    }

    private @Nullable JsonNode pointed(String fragment) {
        try {
            // URLDecoder also decodes plus signs, which a fragment contains literally.
            var pointer = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
            return root.at(JsonPointer.compile(pointer));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable JsonNode anchor(JsonNode node, String reference) {
        if (node.isObject()
                && (reference.equals(node.path("$id").asString(""))
                        || reference.equals("#" + node.path("$anchor").asString("")))) {
            return node;
        }
        for (var child : node) {
            var found = anchor(child, reference);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
