package dev.emulator.fireworks.protojson;

import tools.jackson.databind.JsonNode;

/**
 * Reads JSON that is no message: rows, archives, documents. It is UTF-8, one value and nothing after it; anything else is refused in
 * the words of Go's encoding/json, as the service refuses bodies.
 */
public final class JsonText {

    /** Go's own limit is 10,000; this is what Jackson writes, and what recursion over a tree is safe with. */
    static final int MAX_DEPTH = 500;

    private JsonText() {}

    /**
     * Reads a text. Of a key that stands twice in an object the last value counts.
     *
     * @throws ProtoJsonException with Go's words, and the place
     */
    public static JsonNode read(byte[] text) {
        check(text);
        return new JsonTree(text, false).read();
    }

    /** Reads a text that must not have a key twice in an object. */
    public static JsonNode readUnique(byte[] text) {
        check(text);
        return new JsonTree(text, true).read();
    }

    /** Whether there is nothing but white space, as JSON has it: spaces, tabs, newlines and carriage returns. */
    public static boolean isBlank(byte[] text) {
        return GoJsonScanner.skipSpace(text, 0) == text.length;
    }

    private static void check(byte[] text) {
        try {
            GoJsonScanner.requireOneValue(text, MAX_DEPTH);
        } catch (ProtoJsonException e) {
            String reason = Utf8Text.startsWithMark(text)
                    ? "the text begins with a byte order mark"
                    : Utf8Text.otherEncoding(text);
            throw reason.isEmpty()
                    ? e
                    : new ProtoJsonException(e.getMessage() + " (" + reason + ")", e.line(), e.column(), null);
        }
    }
}
