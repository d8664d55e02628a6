package dev.emulator.fireworks.protojson;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The tokens of a value whose syntax {@link GoJsonScanner} has accepted, with their positions and raw text. */
final class Tokens {

    static final char STRING = '"';
    static final char NUMBER = '0';
    static final char OBJECT = '{';
    static final char OBJECT_END = '}';
    static final char ARRAY = '[';
    static final char ARRAY_END = ']';
    static final char TRUE = 't';
    static final char FALSE = 'f';
    static final char NULL = 'n';
    static final char END = 0;

    private final byte[] in;
    private final int origin;
    private final int limit;

    private char kind = END;
    private int start;
    private int end;
    private boolean ascii;
    private boolean escaped;

    Tokens(byte[] in, int origin, int limit) {
        this.in = in;
        this.origin = origin;
        this.limit = limit;
        this.end = origin;
    }

    char next() {
        start = end;
        while (start < limit && isFiller(in[start])) {
            start++;
        }
        if (start == limit) {
            end = limit;
            return kind = END;
        }
        byte c = in[start];
        switch (c) {
            case '{', '}', '[', ']' -> {
                kind = (char) c;
                end = start + 1;
            }
            case '"' -> {
                kind = STRING;
                string();
            }
            case 't', 'f', 'n' -> {
                kind = (char) c;
                end = start + (c == 'f' ? 5 : 4);
            }
            default -> {
                kind = NUMBER;
                end = start + 1;
                while (end < limit && isNumberPart(in[end])) {
                    end++;
                }
            }
        }
        return kind;
    }

    char kind() {
        return kind;
    }

    int start() {
        return start;
    }

    /** The unparsed token. */
    String raw() {
        return new String(in, start, end - start, StandardCharsets.UTF_8);
    }

    /** The content of a string. */
    String text() {
        int from = start + 1;
        int length = end - from - 1;
        if (escaped) {
            return Escapes.resolve(in, from, from + length);
        }
        return new String(in, from, length, ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** Parses the value that begins with the current token. */
    JsonNode value() {
        int from = start;
        skipValue();
        return JsonText.read(Arrays.copyOfRange(in, from, end));
    }

    void skipValue() {
        int depth = 0;
        do {
            switch (kind) {
                case OBJECT, ARRAY -> depth++;
                case OBJECT_END, ARRAY_END -> depth--;
                default -> {}
            }
        } while (depth > 0 && next() != END);
    }

    ProtoJsonException refusal(int at, String message, @Nullable String field) {
        return positioned("", at, message, field);
    }

    ProtoJsonException syntaxError(String message) {
        return positioned("syntax error ", start, message, null);
    }

    ProtoJsonException unexpected() {
        return syntaxError("unexpected token " + raw());
    }

    private ProtoJsonException positioned(String prefix, int at, String message, @Nullable String field) {
        Position where = Position.of(in, origin, at);
        String text = "proto: " + prefix + "(line " + where.line() + ":" + where.column() + "): " + message;
        return new ProtoJsonException(text, where.line(), where.column(), field);
    }

    private void string() {
        ascii = true;
        escaped = false;
        int i = start + 1;
        while (in[i] != '"') {
            if (in[i] == '\\') {
                escaped = true;
                int length = Escapes.length(in, i);
                if (length == 0) {
                    throw syntaxError("invalid escape code \"" + new String(in, i, 6, StandardCharsets.US_ASCII)
                            + "\" in string");
                }
                i += length;
            } else if (in[i] >= 0) {
                i++;
            } else {
                ascii = false;
                int length = Utf8.sequence(in, i, limit);
                if (length == 0) {
                    throw syntaxError("invalid UTF-8 in string");
                }
                i += length;
            }
        }
        end = i + 1;
    }

    private static boolean isFiller(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ':';
    }

    private static boolean isNumberPart(byte c) {
        return c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
    }
}
