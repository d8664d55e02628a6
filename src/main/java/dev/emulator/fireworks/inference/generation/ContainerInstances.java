package dev.emulator.fireworks.inference.generation;

import dev.emulator.fireworks.inference.generation.JsonInstances.Position;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Generates objects and arrays. */
final class ContainerInstances {

    private static final int MAX_SIZE = 1_000;
    private static final int USUAL_SIZE = 2;

    /** Enough to find each value of a small enumeration. */
    private static final int ATTEMPTS = 100;

    private final JsonInstances instances;
    private final RandomGenerator random;

    ContainerInstances(JsonInstances instances, RandomGenerator random) {
        this.instances = instances;
        this.random = random;
    }

    JsonNode array(Conjunction schema, Position position, boolean vary) {
        var prefix = schema.parts()
                .mapToInt(part -> Schemas.prefix(part).size())
                .max()
                .orElse(0);
        var contained = schema.parts().filter(part -> part.has("contains")).toList();
        var wanted = contained.stream()
                .mapToInt(part -> Schemas.limit(part, "minContains", 1))
                .sum();
        var min = schema.largest("minItems");
        var max = schema.smallest("maxItems");
        if (!allowsItem(schema, prefix)) {
            max = Math.min(max, prefix);
        }
        requireSize(schema, Math.max(min, wanted), max);
        var usual = position.isDeep() ? 0 : Math.max(prefix, vary ? random.nextInt(4) : USUAL_SIZE);
        var size =
                Math.min(max, Math.max(Math.max(min, wanted), prefix == 0 ? usual : Math.max(usual, prefix + wanted)));
        var array = JsonNodeFactory.instance.arrayNode();
        var firstContained = Math.max(0, vary ? random.nextInt(size - wanted + 1) : Math.min(prefix, size - wanted));
        for (int i = 0; i < size; i++) {
            var item = item(
                    schema, itemSchemas(schema, contained, i, i - firstContained), array.values(), position.item(i));
            if (item != null) {
                array.add(item);
            } else if (i >= min && (wanted == 0 || i >= firstContained + wanted)) {
                break;
            } else {
                throw schema.unsatisfiable();
            }
        }
        return array;
    }

    private static boolean allowsItem(Conjunction schema, int index) {
        return schema.parts().noneMatch(part -> Schemas.isFalse(Schemas.item(part, index)))
                && (schema.has("items") || schema.all("unevaluatedItems").noneMatch(Schemas::isFalse));
    }

    private static List<JsonNode> itemSchemas(
            Conjunction schema, List<JsonNode> contained, int index, int indexOfContained) {
        var schemas = new ArrayList<>(schema.parts()
                .map(part -> Schemas.item(part, index))
                .filter(item -> !item.isMissingNode())
                .toList());
        var left = indexOfContained;
        for (var part : contained) {
            var count = Schemas.limit(part, "minContains", 1);
            if (left >= 0 && left < count) {
                schemas.add(part.path("contains"));
            }
            left -= count;
        }
        return schemas;
    }

    /** Returns an item that the others allow; null if none is found. */
    private @Nullable JsonNode item(
            Conjunction schema, List<JsonNode> schemas, Collection<JsonNode> others, Position position) {
        for (int attempt = 0; attempt < (schema.isUnique() ? ATTEMPTS : 1); attempt++) {
            try {
                var item = instances.create(schemas, position);
                if (!schema.isUnique() || others.stream().noneMatch(other -> JsonValues.equal(other, item))) {
                    return item;
                }
            } catch (SchemaException e) {
                if (!e.isUnsatisfiable()) {
                    throw e;
                }
                return null;
            }
        }
        return null;
    }

    JsonNode object(Conjunction schema, Position position, boolean vary) {
        var required = required(schema);
        var min = schema.largest("minProperties");
        var max = schema.smallest("maxProperties");
        requireSize(schema, Math.max(min, required.size()), max);
        var object = JsonNodeFactory.instance.objectNode();
        var missing = required.size();
        for (var name : names(schema, required)) {
            if (required.contains(name)) {
                object.set(name, instances.create(propertySchemas(schema, name), position.property(name)));
                missing--;
            } else if (!(position.isDeep() && object.size() + missing >= min)
                    && object.size() + missing < max
                    && !(vary && random.nextBoolean())) {
                addIfPossible(schema, object, name, position);
            }
        }
        var isMap = object.isEmpty() && !position.isDeep() && (schema.has("patternProperties") || hasValues(schema));
        addFurther(schema, object, isMap ? Math.min(max, Math.max(min, USUAL_SIZE)) : min, position);
        if (object.size() < min) {
            throw schema.unsatisfiable();
        }
        return object;
    }

    private static boolean hasValues(Conjunction schema) {
        return schema.all("additionalProperties").anyMatch(values -> values.isObject() && !values.isEmpty());
    }

    /** Returns the names of declared properties in the order of the schema, and then the other required ones. */
    private static Set<String> names(Conjunction schema, Set<String> required) {
        var names = new LinkedHashSet<String>();
        schema.parts().forEach(part -> names.addAll(Schemas.properties(part).propertyNames()));
        names.addAll(required);
        return names;
    }

    private static Set<String> required(Conjunction schema) {
        var required = new LinkedHashSet<String>();
        schema.all("required").forEach(names -> names.valueStream().forEach(name -> required.add(name.asString(""))));
        for (var before = -1; before < required.size(); ) {
            before = required.size();
            schema.parts()
                    .forEach(part -> Schemas.dependentRequired(part).forEach((name, others) -> {
                        if (required.contains(name)) {
                            required.addAll(others);
                        }
                    }));
        }
        return required;
    }

    private static List<JsonNode> propertySchemas(Conjunction schema, String name) {
        var schemas = new ArrayList<JsonNode>();
        schema.parts().forEach(part -> schemas.addAll(Schemas.property(part, name)));
        if (schemas.isEmpty()) {
            schema.all("unevaluatedProperties").forEach(schemas::add);
        }
        return schemas;
    }

    private void addFurther(Conjunction schema, ObjectNode object, int size, Position position) {
        var patterns = schema.all("patternProperties")
                .flatMap(properties -> properties.propertyNames().stream())
                .toList();
        for (int attempt = 0; object.size() < size && attempt < size + ATTEMPTS; attempt++) {
            String name;
            if (!patterns.isEmpty() && (attempt % 2 == 0 || size == USUAL_SIZE)) {
                name = StringInstances.matching(patterns.get(attempt / 2 % patterns.size()), 8, random);
            } else if (schema.has("propertyNames")) {
                name = instances
                        .create(List.copyOf(schema.all("propertyNames").toList()), position.property("name"))
                        .asString("");
            } else {
                name = "property" + (attempt + 1);
            }
            if (!object.has(name)) {
                addIfPossible(schema, object, name, position);
            }
        }
    }

    private void addIfPossible(Conjunction schema, ObjectNode object, String name, Position position) {
        if (!instances.matches(schema.all("propertyNames").toList(), Schemas.string(name))) {
            return;
        }
        try {
            object.set(name, instances.create(propertySchemas(schema, name), position.property(name)));
        } catch (SchemaException e) {
            if (!e.isUnsatisfiable()) {
                throw e;
            }
        }
    }

    private static void requireSize(Conjunction schema, int min, int max) {
        if (min > max) {
            throw schema.unsatisfiable();
        }
        if (min > MAX_SIZE) {
            throw SchemaException.unsupported("at most " + MAX_SIZE + " items or properties are generated");
        }
    }
}
