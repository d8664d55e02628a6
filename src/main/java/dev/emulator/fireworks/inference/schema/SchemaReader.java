package dev.emulator.fireworks.inference.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads the vendor's schemas, and what they lack, and creates types of them. */
final class SchemaReader {

    private final ObjectNode schemas;
    private final Map<String, Supplier<ValueType>> types = new LinkedHashMap<>();

    private SchemaReader(ObjectNode schemas) {
        this.schemas = schemas;
        schemas.properties()
                .forEach(entry -> types.put(
                        entry.getKey(), SingletonSupplier.of(() -> create(entry.getKey(), entry.getValue()))));
    }

    /** Returns the types by their names. */
    static Map<String, Supplier<ValueType>> read() {
        var schemas = file("openapi.json");
        merge(schemas, file("additions.json"));
        return new SchemaReader(schemas).types;
    }

    static ObjectNode file(String name) {
        try (var file = new ClassPathResource(name, SchemaReader.class).getInputStream()) {
            return (ObjectNode) JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds fields. A schema with a type replaces the one of the same name. */
    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(entry -> {
            if (entry.getValue() instanceof ObjectNode changes
                    && target.get(entry.getKey()) instanceof ObjectNode known
                    && !changes.has("type")
                    && !changes.has("anyOf")) {
                merge(known, changes);
            } else {
                target.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private ValueType create(String name, JsonNode schema) {
        if (schema.has("$ref")) {
            return type(schema.path("$ref").stringValue()).get();
        }
        if (schema.has("anyOf")) {
            return union(schema.path("anyOf"));
        }
        if (schema.has("oneOf")) {
            return tagged(schema);
        }
        return switch (schema.path("type").asString("")) {
            case "string" -> StringType.of(schema);
            case "boolean" -> new BooleanType();
            case "integer", "number" -> NumberType.of(schema);
            case "array" ->
                new ListType(
                        create("", schema.path("items")),
                        schema.path("minItems").asInt(0),
                        schema.path("maxItems").asInt(Integer.MAX_VALUE));
            case "object" -> schema.has("properties") ? object(name, schema) : map(schema);
            default -> throw new IllegalArgumentException("unknown type in " + schema);
        };
    }

    private Supplier<ValueType> type(String name) {
        var type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no schema " + name);
        }
        return type;
    }

    private ValueType union(JsonNode members) {
        var nullable = members.valueStream().anyMatch(SchemaReader::isNull);
        return new UnionType(
                members.valueStream()
                        .filter(member -> !isNull(member))
                        .map(member -> create("", member))
                        .toList(),
                nullable);
    }

    private static boolean isNull(JsonNode schema) {
        return schema.path("type").asString("").equals("null");
    }

    private ValueType tagged(JsonNode schema) {
        var discriminator = schema.path("discriminator");
        var members = schema.path("oneOf");
        if (discriminator.isMissingNode() && members.size() == 1) {
            return create("", members.get(0));
        }
        var byTag = new LinkedHashMap<String, Supplier<ValueType>>();
        discriminator
                .path("mapping")
                .properties()
                .forEach(
                        entry -> byTag.put(entry.getKey(), type(entry.getValue().stringValue())));
        return new TaggedType(discriminator.path("propertyName").stringValue(), byTag);
    }

    private ValueType object(String name, JsonNode schema) {
        var fields = new LinkedHashMap<String, Supplier<ValueType>>();
        addFields(fields, schema);
        schema.path("allOf")
                .forEach(
                        base -> addFields(fields, schemas.path(base.path("$ref").stringValue())));
        var reported = schema.path("reported").properties().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().stringValue()));
        return new ObjectType(
                name,
                fields,
                schema.path("required").valueStream().map(JsonNode::stringValue).collect(Collectors.toSet()),
                schema.path("additionalProperties").asBoolean(true),
                reported);
    }

    private void addFields(Map<String, Supplier<ValueType>> fields, JsonNode schema) {
        schema.path("properties")
                .properties()
                .forEach(entry -> fields.put(
                        entry.getKey(), SingletonSupplier.of(() -> create(entry.getKey(), entry.getValue()))));
    }

    private ValueType map(JsonNode schema) {
        var values = schema.path("additionalProperties");
        return new MapType(values.isObject() ? create("", values) : null);
    }
}
