package dev.emulator.fireworks.inference.generation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Generates a value that satisfies a JSON Schema. The same schema and random numbers result in the same value. */
final class JsonInstances {

    /** Below this depth, values are as small as the schema allows, so that recursive schemas end. */
    private static final int EXTENSIVE_DEPTH = 4;

    private static final int MAX_DEPTH = 64;
    private static final int ATTEMPTS = 24;
    private static final int MAX_STEPS = 20_000;

    private final SchemaReferences references;
    private final SchemaMatcher matcher;
    private final SchemaHeights heights;
    private final ContainerInstances containers;
    private final RandomGenerator random;
    private int steps;

    private JsonInstances(JsonNode root, RandomGenerator random) {
        this.references = new SchemaReferences(root);
        this.matcher = new SchemaMatcher(references);
        this.heights = new SchemaHeights(references);
        this.containers = new ContainerInstances(this, random);
        this.random = random;
    }

    /**
     * Generates a value.
     *
     * @throws SchemaException if no value satisfies the schema, or the schema is not supported
     */
    static JsonNode create(JsonNode schema, RandomGenerator random) {
        if (!schema.isObject() && !schema.isBoolean()) {
            throw SchemaException.unsupported("the schema must be an object");
        }
        try {
            return new JsonInstances(schema, random).create(List.of(schema), new Position("$", "", 0));
        } catch (StackOverflowError e) {
            throw SchemaException.unsupported("the schema is nested too deeply");
        }
    }

    /** A place in the value. */
    record Position(String path, String label, int depth) {

        boolean isDeep() {
            return depth >= EXTENSIVE_DEPTH;
        }

        Position property(String name) {
            return new Position(path + '.' + name, name, depth + 1);
        }

        Position item(int index) {
            return new Position(path + '[' + index + ']', label, depth + 1);
        }
    }

    JsonNode create(List<JsonNode> schemas, Position position) {
        if (position.depth() > MAX_DEPTH) {
            throw SchemaException.unsatisfiable(position.path());
        }
        var conjunction = new Conjunction(references, position.path());
        schemas.forEach(conjunction::add);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var value = choose(conjunction, schemas, position, attempt > 0);
            if (value != null) {
                return value;
            }
        }
        throw conjunction.unsatisfiable();
    }

    boolean matches(List<JsonNode> schemas, JsonNode value) {
        return schemas.stream().allMatch(schema -> matcher.matches(schema, value));
    }

    /** Returns a value for the first suitable choice of alternatives; null if only invalid values were found. */
    private @Nullable JsonNode choose(
            Conjunction conjunction, List<JsonNode> schemas, Position position, boolean vary) {
        if (++steps > MAX_STEPS) {
            throw SchemaException.unsupported("the schema is too complex, or no value satisfies it");
        }
        var alternatives = conjunction.nextAlternatives();
        if (alternatives.isEmpty()) {
            requireSupported(conjunction, schemas);
            var value = value(conjunction, position, vary);
            return matches(schemas, value) ? value : null;
        }
        var onlyUnsatisfiable = true;
        for (var alternative : ordered(alternatives, position, vary)) {
            try {
                var value = choose(conjunction.choose(alternative), schemas, position, vary);
                if (value != null) {
                    return value;
                }
                onlyUnsatisfiable = false;
            } catch (SchemaException e) {
                if (!e.isUnsatisfiable()) {
                    throw e;
                }
            }
        }
        if (onlyUnsatisfiable) {
            throw conjunction.unsatisfiable();
        }
        return null;
    }

    /** What is evaluated is known only if one schema lists everything, directly or by its own alternatives. */
    private void requireSupported(Conjunction conjunction, List<JsonNode> schemas) {
        var only = schemas.size() == 1 ? references.follow(schemas.get(0)) : null;
        conjunction
                .parts()
                .filter(part -> part != only && (part.has("unevaluatedProperties") || part.has("unevaluatedItems")))
                .findFirst()
                .ifPresent(part -> {
                    throw SchemaException.unsupported(
                            "unevaluatedProperties and unevaluatedItems are supported only in "
                                    + "the outermost schema of a value, at " + conjunction.path());
                });
    }

    private List<JsonNode> ordered(List<JsonNode> alternatives, Position position, boolean vary) {
        var order = new ArrayList<>(alternatives);
        if (vary) {
            shuffle(order);
        }
        if (position.isDeep()) {
            order.sort(Comparator.comparingInt(heights::height));
        }
        return order;
    }

    private JsonNode value(Conjunction conjunction, Position position, boolean vary) {
        var values = conjunction.values();
        if (values != null) {
            var allowed = values.stream()
                    .filter(value -> conjunction.parts().allMatch(part -> matcher.matches(part, value)))
                    .toList();
            if (allowed.isEmpty()) {
                throw conjunction.unsatisfiable();
            }
            return allowed.get(random.nextInt(allowed.size()));
        }
        SchemaException last = conjunction.unsatisfiable();
        for (var type : types(conjunction, position, vary)) {
            try {
                return value(type, conjunction, position, vary);
            } catch (SchemaException e) {
                if (!e.isUnsatisfiable()) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    private JsonNode value(String type, Conjunction conjunction, Position position, boolean vary) {
        return switch (type) {
            case "null" -> JsonNodeFactory.instance.nullNode();
            case "boolean" -> JsonNodeFactory.instance.booleanNode(random.nextBoolean());
            case "integer" -> NumberInstances.create(conjunction, true, random);
            case "number" -> NumberInstances.create(conjunction, false, random);
            case "array" -> containers.array(conjunction, position, vary);
            case "object" -> containers.object(conjunction, position, vary);
            default -> StringInstances.create(conjunction, position.label(), random);
        };
    }

    /** Returns the allowed types in the order in which they are tried. */
    private List<String> types(Conjunction conjunction, Position position, boolean vary) {
        var types = new ArrayList<>(conjunction.types());
        if (types.isEmpty()) {
            types.addAll(Schemas.typesByKeywords(conjunction));
        }
        if (vary) {
            shuffle(types);
        } else if (position.isDeep()) {
            types.sort(Comparator.comparingInt(SchemaHeights::height));
        } else if (types.remove("null")) {
            types.add("null");
        }
        return types;
    }

    private void shuffle(List<?> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
