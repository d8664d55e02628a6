package dev.emulator.fireworks.protojson;

import java.util.Arrays;
import java.util.Locale;

/**
 * Finds the first JSON value in a body, and reports syntax errors with the messages of Go's encoding/json. The gateway of the live service does this
 * before protojson parses the body, so a syntax error anywhere has precedence over an unknown field before it.
 */
final class GoJsonScanner {

    private static final int MAX_DEPTH = 10_000;
    private static final String CUT_OFF = "unexpected EOF";

    private final byte[] in;
    private final int maxDepth;
    private int at;
    private boolean[] objects = new boolean[16];
    private int depth;

    private GoJsonScanner(byte[] in, int at, int maxDepth) {
        this.in = in;
        this.at = at;
        this.maxDepth = maxDepth;
    }

    /** The index of the first byte that is not white space, or the length of the body. */
    static int skipSpace(byte[] in, int from) {
        int at = from;
        while (at < in.length && isSpace(in[at])) {
            at++;
        }
        return at;
    }

    /** The end of the value that begins at {@code from}. */
    static int endOfValue(byte[] in, int from) {
        GoJsonScanner syntax = new GoJsonScanner(in, from, MAX_DEPTH);
        syntax.value();
        return syntax.at;
    }

    /** Refuses a text that is not exactly one value. */
    static void requireOneValue(byte[] in, int maxDepth) {
        GoJsonScanner syntax = new GoJsonScanner(in, 0, maxDepth);
        syntax.value();
        syntax.at = skipSpace(in, syntax.at);
        if (syntax.at < in.length) {
            throw syntax.invalid(in[syntax.at] & 0xff, "after top-level value");
        }
    }

    private void value() {
        do {
            int c = peekAfterSpace();
            if (c == '{') {
                push(c, true);
                if (peekAfterSpace() != '}') {
                    key();
                    continue;
                }
                pop();
            } else if (c == '[') {
                push(c, false);
                if (peekAfterSpace() != ']') {
                    continue;
                }
                pop();
            } else {
                scalar(c);
            }
            closeFinished();
        } while (depth > 0);
    }

    private void closeFinished() {
        while (depth > 0) {
            int c = peekAfterSpace();
            boolean object = objects[depth - 1];
            if (c == ',') {
                at++;
                if (object) {
                    key();
                }
                return;
            }
            if (c != (object ? '}' : ']')) {
                throw invalid(c, object ? "after object key:value pair" : "after array element");
            }
            pop();
        }
    }

    private void push(int c, boolean object) {
        if (depth == maxDepth) {
            throw invalid(c, "exceeded max depth");
        }
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, depth * 2);
        }
        objects[depth++] = object;
        at++;
    }

    private void pop() {
        depth--;
        at++;
    }

    private void key() {
        int c = peekAfterSpace();
        if (c != '"') {
            throw invalid(c, "looking for beginning of object key string");
        }
        string();
        int colon = peekAfterSpace();
        if (colon != ':') {
            throw invalid(colon, "after object key");
        }
        at++;
    }

    private void scalar(int c) {
        switch (c) {
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                if (c != '-' && !isDigit(c)) {
                    throw invalid(c, "looking for beginning of value");
                }
                number();
            }
        }
    }

    private void literal(String word) {
        for (int i = 1; i < word.length(); i++) {
            at++;
            int c = peek();
            if (c != word.charAt(i)) {
                throw invalid(c, "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        at++;
    }

    private void string() {
        for (int i = at + 1; i < in.length; i++) {
            byte c = in[i];
            if (c == '"') {
                at = i + 1;
                return;
            }
            if (c == '\\') {
                at = i;
                escape();
                i = at;
            } else if (c >= 0 && c < 0x20) {
                at = i;
                throw invalid(c, "in string literal");
            }
        }
        at = in.length;
        throw refusal(CUT_OFF);
    }

    private void escape() {
        at++;
        int c = peek();
        if (c == 'u') {
            for (int i = 0; i < 4; i++) {
                at++;
                int hex = peek();
                if (Character.digit(hex, 16) < 0) {
                    throw invalid(hex, "in \\u hexadecimal character escape");
                }
            }
        } else if ("bfnrt\\/\"".indexOf(c) < 0) {
            throw invalid(c, "in string escape code");
        }
    }

    private void number() {
        if (in[at] == '-') {
            at++;
            requireDigit("in numeric literal");
        }
        if (in[at] == '0') {
            at++;
        } else {
            digits();
        }
        if (at < in.length && in[at] == '.') {
            at++;
            requireDigit("after decimal point in numeric literal");
            digits();
        }
        if (at < in.length && (in[at] == 'e' || in[at] == 'E')) {
            at++;
            int sign = peek();
            if (sign == '+' || sign == '-') {
                at++;
            }
            requireDigit("in exponent of numeric literal");
            digits();
        }
    }

    private void requireDigit(String context) {
        int c = peek();
        if (!isDigit(c)) {
            throw invalid(c, context);
        }
    }

    private void digits() {
        while (at < in.length && isDigit(in[at])) {
            at++;
        }
    }

    private int peekAfterSpace() {
        at = skipSpace(in, at);
        return peek();
    }

    private int peek() {
        if (at >= in.length) {
            throw refusal(CUT_OFF);
        }
        return in[at] & 0xff;
    }

    private ProtoJsonException invalid(int c, String context) {
        return refusal("invalid character " + quote(c) + " " + context);
    }

    private ProtoJsonException refusal(String message) {
        Position where = Position.of(in, 0, Math.min(at, in.length));
        return new ProtoJsonException(message, where.line(), where.column(), null);
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    // Go converts the single byte to a code point, so the first byte of a byte order mark is reported as 'ï'.
    private static String quote(int c) {
        String body = switch (c) {
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case 0x0b -> "\\v";
            case '\\' -> "\\\\";
            case '\'' -> "\\'";
            default ->
                c < 0x20 || c == 0x7f
                        ? String.format(Locale.ROOT, "\\x%02x", c)
                        : c >= 0x80 && c <= 0xa0 || c == 0xad
                                ? String.format(Locale.ROOT, "\\u%04x", c)
                                : String.valueOf((char) c);
        };
        return "'" + body + "'";
    }
}
