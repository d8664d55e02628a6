package dev.emulator.fireworks.inference.generation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Schemas that one value must satisfy together. References and {@code allOf} are replaced by the schemas that they name. */
final class Conjunction {

    private final SchemaReferences references;
    private final String path;
    private final List<JsonNode> parts = new ArrayList<>();
    private final Set<JsonNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<List<JsonNode>> alternatives = new ArrayList<>();

    Conjunction(SchemaReferences references, String path) {
        this.references = references;
        this.path = path;
    }

    /** Returns a copy in which one of the next alternatives is chosen. */
    Conjunction choose(JsonNode alternative) {
        var chosen = new Conjunction(references, path);
        chosen.parts.addAll(parts);
        chosen.seen.addAll(seen);
        chosen.alternatives.addAll(alternatives.subList(1, alternatives.size()));
        chosen.add(alternative);
        return chosen;
    }

    /** Returns the schemas of which one must be chosen; empty if nothing is left to choose. */
    List<JsonNode> nextAlternatives() {
        return alternatives.isEmpty() ? List.of() : alternatives.get(0);
    }

    void add(JsonNode schema) {
        if (Schemas.isFalse(schema)) {
            throw unsatisfiable();
        }
        if (!schema.isObject() || !seen.add(schema)) {
            return;
        }
        var target = references.target(schema);
        if (target != null) {
            add(target);
        }
        parts.add(schema);
        schema.path("allOf").valueStream().forEach(this::add);
        addAlternatives(schema, "anyOf");
        addAlternatives(schema, "oneOf");
        if (schema.has("if")) {
            addConditional(schema);
        }
        Schemas.dependentSchemas(schema).forEach(this::addDependent);
    }

    private void addAlternatives(JsonNode schema, String keyword) {
        if (schema.has(keyword)) {
            var schemas = schema.path(keyword).valueStream().toList();
            if (schemas.isEmpty()) {
                throw SchemaException.unsupported(keyword + " must be an array with schemas");
            }
            alternatives.add(schemas);
        }
    }

    private void addConditional(JsonNode schema) {
        var json = JsonNodeFactory.instance;
        var then = json.objectNode();
        then.putArray("allOf").add(schema.path("if")).add(orTrue(schema.path("then")));
        var otherwise = json.objectNode();
        otherwise.set("not", schema.path("if"));
        otherwise.putArray("allOf").add(orTrue(schema.path("else")));
        alternatives.add(List.of(then, otherwise));
    }

    private static JsonNode orTrue(JsonNode schema) {
        return schema.isMissingNode() ? JsonNodeFactory.instance.booleanNode(true) : schema;
    }

    private void addDependent(String property, JsonNode schema) {
        var json = JsonNodeFactory.instance;
        var with = json.objectNode();
        with.putArray("required").add(property);
        with.putArray("allOf").add(schema);
        var without = json.objectNode();
        without.putObject("properties").put(property, false);
        alternatives.add(List.of(with, without));
    }

    SchemaException unsatisfiable() {
        return SchemaException.unsatisfiable(path);
    }

    String path() {
        return path;
    }

    Stream<JsonNode> parts() {
        return parts.stream();
    }

    /** Returns whether any schema has a keyword. */
    boolean has(String keyword) {
        return parts.stream().anyMatch(part -> part.has(keyword));
    }

    /** Returns the values of a keyword in all schemas that have it. */
    Stream<JsonNode> all(String keyword) {
        return parts.stream().map(part -> part.path(keyword)).filter(value -> !value.isMissingNode());
    }

    int largest(String keyword) {
        return parts.stream()
                .mapToInt(part -> Schemas.limit(part, keyword, 0))
                .max()
                .orElse(0);
    }

    int smallest(String keyword) {
        return parts.stream()
                .mapToInt(part -> Schemas.limit(part, keyword, Integer.MAX_VALUE))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    boolean isUnique() {
        return all("uniqueItems").anyMatch(unique -> unique.asBoolean(false));
    }

    /** Returns the types that all schemas allow, in the order of the first schema; empty if all types are allowed. */
    Set<String> types() {
        Set<String> common = new LinkedHashSet<>();
        for (var part : parts) {
            var types = Schemas.types(part);
            if (types.isEmpty()) {
                continue;
            }
            common = common.isEmpty() ? new LinkedHashSet<>(types) : both(common, types);
            if (common.isEmpty()) {
                throw unsatisfiable();
            }
        }
        return common;
    }

    private static Set<String> both(Set<String> some, List<String> others) {
        var common = new LinkedHashSet<String>();
        for (var type : some) {
            if (others.contains(type) || type.equals("integer") && others.contains("number")) {
                common.add(type);
            } else if (type.equals("number") && others.contains("integer")) {
                common.add("integer");
            }
        }
        return common;
    }

    /** Returns the values of {@code const} or of the first {@code enum}; null if there are none. */
    @Nullable
    List<JsonNode> values() {
        return Stream.concat(
                        all("const").map(List::of),
                        all("enum")
                                .filter(JsonNode::isArray)
                                .map(values -> values.valueStream().toList()))
                .findFirst()
                .orElse(null);
    }

    Schemas.@Nullable Bound minimum() {
        return bound(Schemas::minimum, 1);
    }

    Schemas.@Nullable Bound maximum() {
        return bound(Schemas::maximum, -1);
    }

    private Schemas.@Nullable Bound bound(Function<JsonNode, Schemas.@Nullable Bound> reader, int stricter) {
        return parts.stream()
                .map(reader)
                .filter(Objects::nonNull)
                .max((a, b) -> a.value().equals(b.value())
                        ? Boolean.compare(a.exclusive(), b.exclusive())
                        : a.value().compareTo(b.value()) * stricter)
                .orElse(null);
    }

    /** Returns the numbers of which the value must be a multiple. */
    List<BigDecimal> divisors() {
        return parts.stream().map(Schemas::divisor).filter(Objects::nonNull).toList();
    }
}
