package dev.emulator.fireworks.aip;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A set of fields of a resource, for partial responses (AIP-157) and updates (AIP-134). */
public final class FieldMask {

    private static final FieldMask ALL = new FieldMask();

    // A field without children is included completely.
    private final Map<String, FieldMask> children = new LinkedHashMap<>();

    private FieldMask() {}

    public static FieldMask parse(@Nullable String text, MessageSchema schema) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        FieldMask mask = new FieldMask();
        boolean everything = false;
        for (String part : text.split(",", -1)) {
            String path = part.strip();
            if (path.isEmpty()) {
                throw ApiException.invalidArgument("invalid field mask: empty path in " + GoStrconv.quote(text));
            }
            if (path.equals("*")) {
                everything = true;
            } else {
                mask.add(FieldPath.resolve("field mask", List.of(path.split("\\.", -1)), schema)
                        .path());
            }
        }
        return everything ? ALL : mask;
    }

    private void add(FieldPath path) {
        FieldMask mask = this;
        boolean isNew = false;
        for (String name : path.jsonNames()) {
            FieldMask child = mask.children.get(name);
            if (child == null) {
                if (mask != this && !isNew && mask.isAll()) {
                    return;
                }
                isNew = true;
                child = new FieldMask();
                mask.children.put(name, child);
            }
            mask = child;
        }
        mask.children.clear();
    }

    /** The paths in the mask, with JSON names. */
    public Set<String> paths() {
        Set<String> paths = new HashSet<>();
        children.forEach((name, child) -> {
            if (child.isAll()) {
                paths.add(name);
            }
            child.paths().forEach(path -> paths.add(name + "." + path));
        });
        return paths;
    }

    public boolean isAll() {
        return children.isEmpty();
    }

    /** Returns a copy of the resource with these fields only. */
    public ObjectNode prune(ObjectNode resource) {
        if (isAll()) {
            return resource.deepCopy();
        }
        ObjectNode pruned = resource.objectNode();
        resource.properties().forEach(property -> {
            FieldMask child = children.get(property.getKey());
            if (child != null) {
                pruned.set(property.getKey(), child.pruneValue(property.getValue()));
            }
        });
        return pruned;
    }

    private JsonNode pruneValue(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return prune(object);
        }
        if (value instanceof ArrayNode array) {
            ArrayNode pruned = array.arrayNode();
            array.forEach(element -> pruned.add(pruneValue(element)));
            return pruned;
        }
        return value;
    }
}
