package dev.emulator.fireworks.inference.schema;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An object whose type depends on one of its fields. */
record TaggedType(String field, Map<String, Supplier<ValueType>> types) implements ValueType {

    @Override
    public String label() {
        return types.values().stream()
                .map(type -> type.get().label())
                .collect(Collectors.joining(",", "tagged-union[", "]"));
    }

    @Override
    public JsonNode check(JsonNode value, Path path, Mode mode, Errors errors) {
        if (!(value instanceof ObjectNode)) {
            errors.add("Input should be a valid dictionary or object to extract fields from", path, value);
            return value;
        }
        var tag = value.path(field);
        if (tag.isMissingNode()) {
            errors.add("Unable to extract tag using discriminator '" + field + "'", path, value);
            return value;
        }
        var type = types.get(tag.asString(""));
        if (type == null) {
            errors.add(
                    "Input tag '" + tag.asString("") + "' found using '" + field
                            + "' does not match any of the expected tags: "
                            + types.keySet().stream()
                                    .map(known -> "'" + known + "'")
                                    .collect(Collectors.joining(", ")),
                    path,
                    value);
            return value;
        }
        return type.get().check(value, path.field(tag.asString("")), mode, errors);
    }
}
