package dev.emulator.fireworks.inference.generation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/** Reads the keywords of a schema, in the spelling of all drafts since draft 4. */
final class Schemas {

    private static final Set<String> TYPES =
            Set.of("null", "boolean", "string", "array", "object", "number", "integer");

    private static final Map<String, List<String>> TYPES_OF_KEYWORDS = new LinkedHashMap<>();

    static {
        TYPES_OF_KEYWORDS.put(
                "object",
                List.of(
                        "properties",
                        "required",
                        "additionalProperties",
                        "patternProperties",
                        "minProperties",
                        "maxProperties",
                        "propertyNames",
                        "dependentRequired",
                        "dependentSchemas",
                        "dependencies"));
        TYPES_OF_KEYWORDS.put(
                "array", List.of("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains"));
        TYPES_OF_KEYWORDS.put("string", List.of("pattern", "format", "minLength", "maxLength"));
        TYPES_OF_KEYWORDS.put(
                "number", List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"));
    }

    /** The most digits after the point that a divisor has. Dividing by smaller numbers takes much memory. */
    private static final int MOST_DIGITS = 1000;

    private Schemas() {}

    /** A limit of a number. */
    record Bound(BigDecimal value, boolean exclusive) {

        boolean allowsAbove(BigDecimal number) {
            return number.compareTo(value) > (exclusive ? 0 : -1);
        }

        boolean allowsBelow(BigDecimal number) {
            return number.compareTo(value) < (exclusive ? 0 : 1);
        }
    }

    static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        var names = type.isArray()
                ? type.valueStream().map(each -> each.asString("")).toList()
                : type.isMissingNode() ? List.<String>of() : List.of(type.asString(""));
        for (var name : names) {
            if (!TYPES.contains(name)) {
                throw SchemaException.unsupported("type " + type + " does not exist");
            }
        }
        return names;
    }

    static @Nullable Bound minimum(JsonNode schema) {
        return bound(schema.path("minimum"), schema.path("exclusiveMinimum"), 1);
    }

    static @Nullable Bound maximum(JsonNode schema) {
        return bound(schema.path("maximum"), schema.path("exclusiveMaximum"), -1);
    }

    private static @Nullable Bound bound(JsonNode inclusive, JsonNode exclusive, int stricter) {
        // In draft 4, the exclusive keyword is a boolean beside the other one.
        var bound = inclusive.isNumber()
                ? new Bound(inclusive.decimalValue(), exclusive.isBoolean() && exclusive.booleanValue())
                : null;
        if (!exclusive.isNumber()) {
            return bound;
        }
        var other = new Bound(exclusive.decimalValue(), true);
        return bound == null || other.value().compareTo(bound.value()) * stricter >= 0 ? other : bound;
    }

    /** Returns the number of which values must be multiples; null for any. */
    static @Nullable BigDecimal divisor(JsonNode schema) {
        var multiple = schema.path("multipleOf");
        if (!multiple.isNumber()) {
            return null;
        }
        var divisor = multiple.decimalValue();
        if (divisor.signum() <= 0) {
            throw SchemaException.unsupported("multipleOf must be above 0");
        }
        if (Math.abs(divisor.scale()) > MOST_DIGITS) {
            throw SchemaException.unsupported("multipleOf must not have more than " + MOST_DIGITS + " digits");
        }
        return divisor;
    }

    static int limit(JsonNode schema, String keyword, int otherwise) {
        var limit = schema.path(keyword);
        return limit.isNumber()
                ? limit.decimalValue()
                        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                        .max(BigDecimal.ZERO)
                        .intValue()
                : otherwise;
    }

    /** Returns the schema of the item at an index; a missing node if there is none. */
    static JsonNode item(JsonNode schema, int index) {
        var prefix = prefix(schema);
        if (index < prefix.size()) {
            return prefix.path(index);
        }
        return schema.path(schema.path("items").isArray() ? "additionalItems" : "items");
    }

    /** Returns the schemas of the first items. Until draft 2019-09, the keyword is {@code items}. */
    static JsonNode prefix(JsonNode schema) {
        return schema.path("prefixItems").isArray()
                ? schema.path("prefixItems")
                : schema.path("items").isArray() ? schema.path("items") : MissingNode.getInstance();
    }

    /** Returns the schemas that a property must satisfy. */
    static List<JsonNode> property(JsonNode schema, String name) {
        var schemas = new ArrayList<JsonNode>();
        if (properties(schema).has(name)) {
            schemas.add(properties(schema).path(name));
        }
        schema.path("patternProperties").properties().stream()
                .filter(entry ->
                        JsonValues.pattern(entry.getKey()).matcher(name).find())
                .forEach(entry -> schemas.add(entry.getValue()));
        if (schemas.isEmpty() && schema.has("additionalProperties")) {
            schemas.add(schema.path("additionalProperties"));
        }
        return schemas;
    }

    static JsonNode properties(JsonNode schema) {
        var properties = schema.path("properties");
        if (!properties.isMissingNode() && !properties.isObject()) {
            throw SchemaException.unsupported("properties must be an object");
        }
        return properties;
    }

    static Map<String, List<String>> dependentRequired(JsonNode schema) {
        var required = new LinkedHashMap<String, List<String>>();
        for (var keyword : List.of("dependentRequired", "dependencies")) {
            schema.path(keyword).properties().stream()
                    .filter(entry -> entry.getValue().isArray())
                    .forEach(entry -> required.put(
                            entry.getKey(),
                            entry.getValue()
                                    .valueStream()
                                    .map(name -> name.asString(""))
                                    .toList()));
        }
        return required;
    }

    static Map<String, JsonNode> dependentSchemas(JsonNode schema) {
        var schemas = new LinkedHashMap<String, JsonNode>();
        for (var keyword : List.of("dependentSchemas", "dependencies")) {
            schema.path(keyword).properties().stream()
                    .filter(entry -> !entry.getValue().isArray())
                    .forEach(entry -> schemas.put(entry.getKey(), entry.getValue()));
        }
        return schemas;
    }

    /** Returns all types for schemas without a type. The types that their keywords describe are first. */
    static List<String> typesByKeywords(Conjunction schema) {
        var types = new ArrayList<String>();
        TYPES_OF_KEYWORDS.forEach((type, keywords) -> {
            if (keywords.stream().anyMatch(schema::has)) {
                types.add(type);
            }
        });
        Stream.of("string", "object", "array", "number", "boolean", "null")
                .filter(type -> !types.contains(type))
                .forEach(types::add);
        return types;
    }

    static boolean isFalse(JsonNode schema) {
        return schema.equals(BooleanNode.FALSE);
    }

    static JsonNode string(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }
}
