package dev.emulator.fireworks.inference.schema;

import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/** A boolean. */
record BooleanType() implements ValueType {

    private static final Set<String> TRUE = Set.of("1", "true", "t", "yes", "y", "on");
    private static final Set<String> FALSE = Set.of("0", "false", "f", "no", "n", "off");

    @Override
    public String label() {
        return "bool";
    }

    @Override
    public JsonNode check(JsonNode value, Path path, Mode mode, Errors errors) {
        if (value.isBoolean()) {
            return value;
        }
        if (!value.isString() && !value.isNumber()) {
            errors.add("Input should be a valid boolean", path, value);
            return value;
        }
        var text = value.isString()
                ? value.stringValue().toLowerCase(Locale.ROOT)
                : value.asString().replaceFirst("\\.0$", "");
        var isTrue = TRUE.contains(text);
        if (!mode.converts() || !isTrue && !FALSE.contains(text)) {
            errors.add("Input should be a valid boolean, unable to interpret input", path, value);
            return value;
        }
        return BooleanNode.valueOf(isTrue);
    }
}
