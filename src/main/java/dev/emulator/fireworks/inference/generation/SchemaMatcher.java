package dev.emulator.fireworks.inference.generation;

import java.math.BigDecimal;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Decides whether a value satisfies a JSON Schema. Formats are not checked. */
final class SchemaMatcher {

    private static final int MAX_DEPTH = 500;

    private final SchemaReferences references;
    private int depth;

    SchemaMatcher(SchemaReferences references) {
        this.references = references;
    }

    boolean matches(JsonNode schema, JsonNode value) {
        if (!schema.isObject()) {
            return !schema.isBoolean() || schema.booleanValue();
        }
        if (++depth > MAX_DEPTH) {
            throw SchemaException.unsupported("a $ref refers to itself");
        }
        try {
            var target = references.target(schema);
            return (target == null || matches(target, value))
                    && matchesTypeAndValues(schema, value)
                    && matchesCombinations(schema, value)
                    && (!value.isNumber() || matchesNumber(schema, value.decimalValue()))
                    && (!value.isString() || matchesString(schema, value))
                    && (!value.isArray() || matchesArray(schema, value))
                    && (!value.isObject() || matchesObject(schema, value));
        } finally {
            depth--;
        }
    }

    private static boolean matchesTypeAndValues(JsonNode schema, JsonNode value) {
        var type = schema.path("type");
        return (type.isMissingNode()
                        || Schemas.types(schema).stream().anyMatch(name -> JsonValues.hasType(value, name)))
                && (!schema.path("enum").isArray()
                        || schema.path("enum").valueStream().anyMatch(allowed -> JsonValues.equal(allowed, value)))
                && (!schema.has("const") || JsonValues.equal(schema.path("const"), value));
    }

    private boolean matchesCombinations(JsonNode schema, JsonNode value) {
        if (!all(schema.path("allOf"), each -> matches(each, value))) {
            return false;
        }
        if (schema.has("anyOf") && schema.path("anyOf").valueStream().noneMatch(each -> matches(each, value))) {
            return false;
        }
        if (schema.has("oneOf")
                && schema.path("oneOf")
                                .valueStream()
                                .filter(each -> matches(each, value))
                                .limit(2)
                                .count()
                        != 1) {
            return false;
        }
        if (schema.has("not") && matches(schema.path("not"), value)) {
            return false;
        }
        return !schema.has("if") || matches(schema.path(matches(schema.path("if"), value) ? "then" : "else"), value);
    }

    private static boolean matchesNumber(JsonNode schema, BigDecimal value) {
        var min = Schemas.minimum(schema);
        var max = Schemas.maximum(schema);
        var divisor = Schemas.divisor(schema);
        return (min == null || min.allowsAbove(value))
                && (max == null || max.allowsBelow(value))
                && (divisor == null || value.remainder(divisor).signum() == 0);
    }

    private static boolean matchesString(JsonNode schema, JsonNode value) {
        var length = JsonValues.length(value);
        return length >= Schemas.limit(schema, "minLength", 0)
                && length <= Schemas.limit(schema, "maxLength", Integer.MAX_VALUE)
                && (!schema.path("pattern").isString()
                        || JsonValues.pattern(schema.path("pattern").stringValue())
                                .matcher(value.stringValue())
                                .find());
    }

    private boolean matchesArray(JsonNode schema, JsonNode value) {
        var size = value.size();
        if (size < Schemas.limit(schema, "minItems", 0)
                || size > Schemas.limit(schema, "maxItems", Integer.MAX_VALUE)
                || schema.path("uniqueItems").asBoolean(false) && hasDuplicates(value)) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!matches(Schemas.item(schema, i), value.path(i))) {
                return false;
            }
        }
        if (!schema.has("contains")) {
            return true;
        }
        var found = value.valueStream()
                .filter(item -> matches(schema.path("contains"), item))
                .count();
        return found >= Schemas.limit(schema, "minContains", 1)
                && found <= Schemas.limit(schema, "maxContains", Integer.MAX_VALUE);
    }

    private static boolean hasDuplicates(JsonNode array) {
        for (int i = 0; i < array.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (JsonValues.equal(array.path(i), array.path(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean matchesObject(JsonNode schema, JsonNode value) {
        return value.size() >= Schemas.limit(schema, "minProperties", 0)
                && value.size() <= Schemas.limit(schema, "maxProperties", Integer.MAX_VALUE)
                && all(schema.path("required"), name -> value.has(name.asString("")))
                && value.properties().stream()
                        .allMatch(property -> Schemas.property(schema, property.getKey()).stream()
                                .allMatch(each -> matches(each, property.getValue())))
                && (!schema.has("propertyNames")
                        || value.propertyNames().stream()
                                .allMatch(name -> matches(schema.path("propertyNames"), Schemas.string(name))))
                && Schemas.dependentRequired(schema).entrySet().stream()
                        .allMatch(entry -> !value.has(entry.getKey())
                                || entry.getValue().stream().allMatch(value::has))
                && Schemas.dependentSchemas(schema).entrySet().stream()
                        .allMatch(entry -> !value.has(entry.getKey()) || matches(entry.getValue(), value));
    }

    private static boolean all(JsonNode array, Predicate<JsonNode> condition) {
        return array.valueStream().allMatch(condition);
    }
}
