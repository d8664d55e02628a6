package dev.emulator.fireworks.protojson;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the tree of a text whose syntax {@link GoJsonScanner} has accepted. Strings are decoded directly from the bytes, so that a large
 * one needs no additional memory.
 */
final class JsonTree {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONGEST_NUMBER = 1_000;
    private static final int LONG_DIGITS = 18;
    private static final int QUOTED_DIGITS = 20;

    private final byte[] in;
    private final boolean unique;
    private final Deque<JsonNode> open = new ArrayDeque<>();
    private @Nullable String key;
    private int at;

    JsonTree(byte[] in, boolean unique) {
        this.in = in;
        this.unique = unique;
    }

    JsonNode read() {
        while (true) {
            skipFiller();
            byte c = in[at];
            JsonNode done;
            if (c == '}' || c == ']') {
                at++;
                done = open.pop();
            } else if (c == '"' && key == null && open.peek() instanceof ObjectNode) {
                key = string();
                continue;
            } else if (c == '{' || c == '[') {
                at++;
                JsonNode container = c == '{' ? NODES.objectNode() : NODES.arrayNode();
                attach(container);
                open.push(container);
                continue;
            } else {
                done = scalar(c);
                attach(done);
            }
            if (open.isEmpty()) {
                return done;
            }
        }
    }

    private void attach(JsonNode node) {
        JsonNode parent = open.peek();
        if (parent instanceof ObjectNode object) {
            String name = String.valueOf(key);
            key = null;
            if (unique && object.has(name)) {
                throw refusal(at, "duplicate field \"" + name + '"');
            }
            object.set(name, node);
        } else if (parent instanceof ArrayNode array) {
            array.add(node);
        }
    }

    private JsonNode scalar(byte c) {
        switch (c) {
            case '"' -> {
                return NODES.stringNode(string());
            }
            case 't' -> {
                at += 4;
                return NODES.booleanNode(true);
            }
            case 'f' -> {
                at += 5;
                return NODES.booleanNode(false);
            }
            case 'n' -> {
                at += 4;
                return NODES.nullNode();
            }
            default -> {
                return number();
            }
        }
    }

    private JsonNode number() {
        int start = at;
        boolean integral = true;
        while (at < in.length && isNumberPart(in[at])) {
            integral &= in[at] != '.' && in[at] != 'e' && in[at] != 'E';
            at++;
        }
        int length = Math.min(at - start, LONGEST_NUMBER + 1);
        String text = new String(in, start, length, StandardCharsets.ISO_8859_1);
        if (integral && length <= LONG_DIGITS) {
            long value = Long.parseLong(text);
            return value == (int) value ? NODES.numberNode((int) value) : NODES.numberNode(value);
        }
        double value = length > LONGEST_NUMBER ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            String shown = length > QUOTED_DIGITS ? text.substring(0, QUOTED_DIGITS) + "..." : text;
            throw refusal(start, "json: cannot unmarshal number " + shown + " into Go value of type float64");
        }
        return integral ? NODES.numberNode(new BigInteger(text)) : NODES.numberNode(value);
    }

    private String string() {
        int start = at + 1;
        int end = start;
        boolean escaped = false;
        while (in[end] != '"') {
            escaped |= in[end] == '\\';
            end += in[end] == '\\' ? 2 : 1;
        }
        at = end + 1;
        String text =
                escaped ? Escapes.resolve(in, start, end) : new String(in, start, end - start, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            requireUtf8(start, end);
        }
        return text;
    }

    private void requireUtf8(int start, int end) {
        for (int i = start; i < end; ) {
            int length = Utf8.sequence(in, i, end);
            if (length == 0) {
                throw refusal(i, "invalid UTF-8 in string");
            }
            i += length;
        }
    }

    private void skipFiller() {
        while (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t' || in[at] == ',' || in[at] == ':') {
            at++;
        }
    }

    private static boolean isNumberPart(byte c) {
        return c >= '0' && c <= '9' || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
    }

    private ProtoJsonException refusal(int place, String message) {
        Position where = Position.of(in, 0, place);
        return new ProtoJsonException(message, where.line(), where.column(), null);
    }
}
