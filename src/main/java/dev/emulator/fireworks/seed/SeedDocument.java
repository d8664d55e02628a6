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
 * What is to be there from the start, as it was written.
 *
 * @param lines on which line what is at each path begins, from 1
 */
record SeedDocument(JsonNode root, Map<String, Integer> lines) {

    /** The path of each value is kept, so that long names of many values would fill the memory. */
    static final int LONGEST_PATH = 1000;

    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");

    /** The path of what stands under a key, or at a place in a list; that of the whole document is empty. */
    static String path(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /**
     * A value in the document.
     *
     * @param key under which it stands
     */
    record Part(String path, String key, JsonNode value) {}

    Part whole() {
        return new Part("", "", root);
    }

    /** What stands under the keys of a part; nothing at all stands for no keys. */
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
                throw mistake(part, null, "unknown key; it can be " + keys);
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
        throw mistake(part, null, "must have keys and values");
    }

    /** @param field in the part, where it is known */
    SeedException mistake(Part part, @Nullable String field, String reason) {
        var line = field == null ? line(part.path()) : lineOf(part.path(), field);
        var where = part.path().isEmpty() ? "" : part.path().substring(1).replace('/', '.') + ": ";
        return new SeedException(line, where + reason);
    }

    private int line(String path) {
        return lines.getOrDefault(path, 1);
    }

    /** Where a field stands that a refusal names, somewhere under a path; the line of the path itself where it does not. */
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
