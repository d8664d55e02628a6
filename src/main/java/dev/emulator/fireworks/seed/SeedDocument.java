package dev.emulator.fireworks.seed;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A parsed seed document.
 *
 * @param lines the line on which the value at each path begins, from 1
 */
record SeedDocument(JsonNode root, Map<String, Integer> lines) {

    /** Limits the memory for paths, as the path of each value is stored. */
    static final int LONGEST_PATH = 1000;

    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");

    /** Returns the path (a JSON pointer) of the value under a key, or at an index of a list. The path of the document is empty. */
    static String path(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /**
     * A value in the document.
     *
     * @param key the key of the value in its parent
     */
    record Part(String path, String key, JsonNode value) {}

    Part whole() {
        return new Part("", "", root);
    }

    /** Returns the values under the keys of a mapping. A null value counts as an empty mapping. */
    List<Part> parts(Part parent) {
        return fields(parent).properties().stream()
                .map(field -> new Part(path(parent.path(), field.getKey()), field.getKey(), field.getValue()))
                .toList();
    }

    List<Part> parts(Part parent, Collection<String> known) {
        var parts = parts(parent);
        for (var part : parts) {
            if (!known.contains(part.key())) {
                var keys = known.stream().sorted().collect(Collectors.joining(", "));
                throw mistake(part, null, "unknown key; known keys are " + keys);
            }
        }
        return parts;
    }

    ObjectNode fields(Part part) {
        if (part.value().isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (part.value() instanceof ObjectNode fields) {
            return fields;
        }
        throw mistake(part, null, "must be a mapping of keys to values");
    }

    /** @param field the field of the part, if known */
    SeedException mistake(Part part, @Nullable String field, String reason) {
        var line = field == null ? line(part.path()) : lineOf(part.path(), field);
        var where = part.path().isEmpty() ? "" : part.path().substring(1).replace('/', '.') + ": ";
        return new SeedException(line, where + reason);
    }

    private int line(String path) {
        return lines.getOrDefault(path, 1);
    }

    /** Returns the first line under a path with a field of that name, or the line of the path if there is none. */
    private int lineOf(String path, String field) {
        var name = camelCase(field.substring(field.lastIndexOf('.') + 1));
        return lines.entrySet().stream()
                .filter(line -> line.getKey().startsWith(path + "/"))
                .filter(line -> camelCase(line.getKey().substring(line.getKey().lastIndexOf('/') + 1))
                        .equals(name))
                .mapToInt(Map.Entry::getValue)
                .min()
                .orElseGet(() -> line(path));
    }

    private static String camelCase(String name) {
        return UNDERSCORE.matcher(name).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }
}
