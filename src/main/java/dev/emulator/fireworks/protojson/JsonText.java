package dev.emulator.fireworks.protojson;

import tools.jackson.databind.JsonNode;

/**
 * Parses JSON that is not a message, such as rows, archives and seed documents. The text must be UTF-8 and exactly one value. Errors have
 * the messages of Go's encoding/json, like those of the live service.
 */
public final class JsonText {

    /** Go's limit is 10,000. This is Jackson's limit for writing, and it is safe for recursion over a tree. */
    static final int MAX_DEPTH = 500;

    private JsonText() {}

    /**
     * Parses a text. If an object has a key twice, the last value is used.
     *
     * @throws ProtoJsonException with Go's message and the position
     */
    public static JsonNode read(byte[] text) {
        check(text);
        return new JsonTree(text, false).read();
    }

    /** Parses a text. Duplicate keys in an object are refused. */
    public static JsonNode readUnique(byte[] text) {
        check(text);
        return new JsonTree(text, true).read();
    }

    /** Whether the text consists of JSON's white space only: spaces, tabs, newlines and carriage returns. */
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
