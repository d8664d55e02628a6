package dev.emulator.fireworks.inference.schema;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A list whose items have the same type. */
record ListType(ValueType item, int minItems, int maxItems) implements ValueType {

    @Override
    public String label() {
        return "list[" + item.label() + ']';
    }

    @Override
    public JsonNode check(JsonNode value, Path path, Mode mode, Errors errors) {
        if (!(value instanceof ArrayNode list)) {
            errors.add("Input should be a valid list", path, value);
            return value;
        }
        if (mode.schema() && list.size() < minItems) {
            errors.add("List should have at least " + items(minItems) + ", not " + list.size(), path, value);
        } else if (mode.schema() && list.size() > maxItems) {
            errors.add("List should have at most " + items(maxItems) + ", not " + list.size(), path, value);
        }
        for (int i = 0; i < list.size(); i++) {
            var before = list.get(i);
            var after = item.check(before, path.item(i), mode, errors);
            if (after != before) {
                list.set(i, after);
            }
        }
        return list;
    }

    private static String items(int count) {
        return count + (count == 1 ? " item" : " items") + " after validation";
    }
}
