package dev.emulator.fireworks.inference.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object with known fields.
 *
 * @param fields the types of the fields, which are created on first use because types can be recursive
 * @param open whether it can have other fields
 * @param reported names under which errors of this object are reported separately, by the value of its field {@code type}; empty if they
 *     are reported with all others
 */
record ObjectType(
        String name,
        Map<String, Supplier<ValueType>> fields,
        Set<String> required,
        boolean open,
        Map<String, String> reported)
        implements ValueType {

    @Override
    public String label() {
        return name;
    }

    @Override
    public JsonNode check(JsonNode value, Path path, Mode mode, Errors errors) {
        if (!(value instanceof ObjectNode object)) {
            errors.add("Input should be a valid dictionary or object to extract fields from", path, value);
            return value;
        }
        var model = reported.get(object.path("type").asString(""));
        if (model == null) {
            checkFields(object, path, mode, errors);
        } else {
            var own = new Errors();
            checkFields(object, Path.ROOT, mode, own);
            if (!own.isEmpty()) {
                errors.addSeparately(model, own);
            }
        }
        return object;
    }

    private void checkFields(ObjectNode object, Path path, Mode mode, Errors errors) {
        fields.forEach((field, type) -> {
            var before = object.get(field);
            if (before == null) {
                if (required.contains(field)) {
                    errors.addMissing(path.field(field));
                }
                return;
            }
            var after = type.get().check(before, path.field(field), mode, errors);
            if (after != before) {
                object.set(field, after);
            }
        });
        if (mode.schema() && !open && !fields.keySet().containsAll(object.propertyNames())) {
            List.copyOf(object.properties()).stream()
                    .filter(entry -> !fields.containsKey(entry.getKey()))
                    .forEach(entry ->
                            errors.add("Extra inputs are not permitted", path.field(entry.getKey()), entry.getValue()));
        }
    }
}
