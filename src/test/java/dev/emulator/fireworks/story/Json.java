package dev.emulator.fireworks.story;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Builds and reads JSON. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    /**
     * Returns an object with these members.
     *
     * @param namesAndValues a name, its value, the next name and so on; a value is JSON, text, a number, a boolean, a list or a map
     */
    public static ObjectNode object(Object... namesAndValues) {
        return with(MAPPER.createObjectNode(), namesAndValues);
    }

    /** Adds members to an object, as in {@link #object}, and returns the object. */
    public static ObjectNode with(ObjectNode object, Object... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], MAPPER.valueToTree(namesAndValues[i + 1]));
        }
        return object;
    }

    /** Wraps a value in an object for each name of a path, and returns the outermost object. */
    public static ObjectNode nested(JsonNode value, String... path) {
        var nested = value;
        for (int i = path.length - 1; i > 0; i--) {
            nested = object(path[i], nested);
        }
        return object(path[0], nested);
    }

    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    public static ObjectNode readObject(String text) {
        return (ObjectNode) read(text);
    }
}
