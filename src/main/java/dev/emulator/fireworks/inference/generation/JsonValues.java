package dev.emulator.fireworks.inference.generation;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/** What JSON Schema says about values: their types, and when two of them are equal. */
final class JsonValues {

    private JsonValues() {}

    static boolean hasType(JsonNode value, String type) {
        return switch (type) {
            case "null" -> value.isNull();
            case "boolean" -> value.isBoolean();
            case "string" -> value.isString();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && isInteger(value.decimalValue());
            default -> throw SchemaException.unsupported("type " + type + " does not exist");
        };
    }

    static boolean isInteger(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    /** Returns whether two values are equal. Numbers are compared by value, and the order of properties is ignored. */
    static boolean equal(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return a.decimalValue().compareTo(b.decimalValue()) == 0;
        }
        if (a.isArray() && b.isArray()) {
            if (a.size() != b.size()) {
                return false;
            }
            for (int i = 0; i < a.size(); i++) {
                if (!equal(a.path(i), b.path(i))) {
                    return false;
                }
            }
            return true;
        }
        if (a.isObject() && b.isObject()) {
            return a.size() == b.size()
                    && a.properties().stream()
                            .allMatch(
                                    entry -> b.has(entry.getKey()) && equal(entry.getValue(), b.path(entry.getKey())));
        }
        return a.equals(b);
    }

    static int length(JsonNode string) {
        var text = string.stringValue();
        return text.codePointCount(0, text.length());
    }

    static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw SchemaException.unsupported("pattern " + expression + " is not a supported regular expression");
        }
    }
}
