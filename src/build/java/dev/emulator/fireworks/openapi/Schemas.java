package dev.emulator.fireworks.openapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.protojson.Kind;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.ProtoEnum;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The messages and enums of the API as JSON schemas, collected while they are asked for. */
final class Schemas {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> byName = new TreeMap<>();
    private final Map<String, Class<?>> classes = new HashMap<>();

    /** Everything that was referred to so far, by name. */
    Map<String, ObjectNode> all() {
        return byName;
    }

    ObjectNode reference(Class<?> type) {
        var name = name(type);
        var known = classes.putIfAbsent(name, type);
        if (known == null) {
            var schema = JSON.objectNode();
            byName.put(name, schema); // before it is described, since messages may contain themselves
            describe(type, schema);
        } else if (known != type) {
            throw new IllegalStateException(known + " and " + type + " would both be called " + name);
        }
        return reference(name);
    }

    ObjectNode add(String name, ObjectNode schema) {
        byName.put(name, schema);
        return reference(name);
    }

    static ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", "#/components/schemas/" + name);
    }

    /** Whether a body of this type lacks something when it is empty. */
    static boolean hasRequired(Class<?> type) {
        return components(type).anyMatch(Schemas::isRequired);
    }

    private void describe(Class<?> type, ObjectNode schema) {
        Sources.about(type).ifPresent(text -> schema.put("description", text));
        if (type.isEnum()) {
            schema.put("type", "string");
            var values = schema.putArray("enum");
            Arrays.stream(type.getEnumConstants())
                    .filter(constant -> !(constant instanceof ProtoEnum known) || known.isPublished())
                    .forEach(constant -> values.add(((Enum<?>) constant).name()));
        } else {
            describeMessage(type, schema);
        }
    }

    private void describeMessage(Class<?> type, ObjectNode schema) {
        schema.put("type", "object");
        var fields = MessageType.of(type.asSubclass(Record.class)).fields();
        var outputOnly = outputOnly(type);
        var descriptions = Sources.components(type);
        if (!fields.isEmpty()) {
            var properties = schema.putObject("properties");
            for (var field : fields) {
                var property = property(field);
                if (outputOnly.contains(field.jsonName())) {
                    property.put("readOnly", true);
                }
                if (descriptions.containsKey(field.jsonName())) {
                    property.put("description", descriptions.get(field.jsonName()));
                }
                properties.set(field.jsonName(), property);
            }
        }
        var required = components(type)
                .filter(Schemas::isRequired)
                .map(RecordComponent::getName)
                .toList();
        if (!required.isEmpty()) {
            required.forEach(schema.putArray("required")::add);
        }
        atMostOneOfEach(fields, schema);
        schema.put("additionalProperties", false);
    }

    private ObjectNode property(MessageType.Field field) {
        return switch (field.shape()) {
            case SINGULAR -> singular(field);
            case LIST -> JSON.objectNode().put("type", "array").set("items", element(field));
            case MAP -> JSON.objectNode().put("type", "object").set("additionalProperties", element(field));
        };
    }

    /** A field that is absent when unset is never null; of the others, those with presence are. */
    private ObjectNode singular(MessageType.Field field) {
        var element = element(field);
        if (!field.nullable() || field.optional() || field.oneof() != null) {
            return element;
        }
        if (element.has("$ref")) {
            var nullable = JSON.objectNode();
            nullable.putArray("anyOf").add(element).addObject().put("type", "null");
            return nullable;
        }
        var type = element.get("type").asString();
        element.putArray("type").add(type).add("null");
        return element;
    }

    private ObjectNode element(MessageType.Field field) {
        return field.kind() == Kind.MESSAGE || field.kind() == Kind.ENUM
                ? reference(field.javaType())
                : scalar(field.kind());
    }

    private static ObjectNode scalar(Kind kind) {
        return switch (kind) {
            case STRING -> type("string");
            case BOOL -> type("boolean");
            case INT32 -> type("integer").put("format", "int32");
            case INT64 -> type("string").put("format", "int64");
            case FLOAT -> type("number").put("format", "float");
            case DOUBLE -> type("number").put("format", "double");
            case TIMESTAMP -> type("string").put("format", "date-time");
            case DURATION -> type("string").put("pattern", "^-?[0-9]+(\\.[0-9]{1,9})?s$");
            case VALUE -> JSON.objectNode();
            case ENUM, MESSAGE -> throw new IllegalArgumentException(kind + " has a name");
        };
    }

    private static ObjectNode type(String type) {
        return JSON.objectNode().put("type", type);
    }

    private static void atMostOneOfEach(List<MessageType.Field> fields, ObjectNode schema) {
        var oneofs = fields.stream()
                .filter(field -> field.oneof() != null)
                .collect(Collectors.groupingBy(MessageType.Field::oneof, LinkedHashMap::new, Collectors.toList()));
        if (oneofs.isEmpty()) {
            return;
        }
        var together = schema.putObject("not").putArray("anyOf");
        for (var members : oneofs.values()) {
            for (int i = 0; i < members.size(); i++) {
                for (int j = i + 1; j < members.size(); j++) {
                    together.addObject()
                            .putArray("required")
                            .add(members.get(i).jsonName())
                            .add(members.get(j).jsonName());
                }
            }
        }
    }

    /** What stands beside the part that a client may write. Without such a part nothing is known about who writes. */
    private static Set<String> outputOnly(Class<?> type) {
        var own = new TreeSet<String>();
        var unwrapped = false;
        for (var component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                unwrapped = true;
            } else {
                own.add(component.getName());
            }
        }
        return unwrapped ? own : Set.of();
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? components(unwrapped(component))
                        : Stream.of(component));
    }

    private static Class<?> unwrapped(RecordComponent component) {
        return component.getType() == LazyMessage.class
                ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
    }

    private static boolean isRequired(RecordComponent component) {
        var accessor = component.getAccessor();
        return accessor.isAnnotationPresent(NotEmpty.class) || accessor.isAnnotationPresent(NotBlank.class);
    }

    private static String name(Class<?> type) {
        var outer = type.getEnclosingClass();
        return outer == null || outer.getSimpleName().endsWith("Controller")
                ? type.getSimpleName()
                : name(outer) + type.getSimpleName();
    }
}
