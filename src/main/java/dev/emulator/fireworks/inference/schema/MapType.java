package dev.emulator.fireworks.inference.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object with any fields.
 *
 * @param value the type of their values; null for any
 */
record MapType(@Nullable ValueType value) implements ValueType {

    @Override
    public String label() {
        return "dict[str," + (value == null ? "any" : value.label()) + ']';
    }

    @Override
    public JsonNode check(JsonNode node, Path path, Mode mode, Errors errors) {
        if (!(node instanceof ObjectNode object)) {
            errors.add("Input should be a valid dictionary", path, node);
            return node;
        }
        if (value != null) {
            for (var entry : List.copyOf(object.properties())) {
                var after = value.check(entry.getValue(), path.field(entry.getKey()), mode, errors);
                if (after != entry.getValue()) {
                    object.set(entry.getKey(), after);
                }
            }
        }
        return object;
    }
}
