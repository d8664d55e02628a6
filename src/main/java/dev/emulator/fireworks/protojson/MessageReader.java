package dev.emulator.fireworks.protojson;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decodes a message in a single pass over its tokens. Errors are detected in protojson's order and have its messages. */
final class MessageReader {

    // Go allows 10000, but in Java each level needs several frames of the stack.
    private static final int MAX_DEPTH = 500;

    private final Tokens tokens;
    private final boolean lenient;
    private int depth;

    MessageReader(Tokens tokens, boolean lenient) {
        this.tokens = tokens;
        this.lenient = lenient;
    }

    Object read(MessageType type) {
        tokens.next();
        return message(type, new HashSet<>());
    }

    /** @param paths collects the paths of the fields that are present, with dots for fields of inner messages */
    private Object message(MessageType type, Set<String> paths) {
        if (++depth > MAX_DEPTH) {
            throw new ProtoJsonException("proto: exceeded max recursion depth", 0, 0, null);
        }
        if (tokens.kind() != Tokens.OBJECT) {
            throw tokens.unexpected();
        }
        int size = type.fields().size();
        @Nullable Object[] values = new @Nullable Object[size];
        boolean[] seen = new boolean[size];
        while (tokens.next() != Tokens.OBJECT_END) {
            field(type, values, seen, paths);
        }
        depth--;
        return type.layout().create(values, paths);
    }

    private void field(MessageType type, @Nullable Object[] values, boolean[] seen, Set<String> paths) {
        int at = tokens.start();
        String name = tokens.text();
        MessageType.Field field = type.field(name);
        if (field == null) {
            if (!lenient) {
                throw tokens.refusal(at, "unknown field " + tokens.raw(), name).unknownIn(type);
            }
            tokens.next();
            tokens.skipValue();
            return;
        }
        if (seen[field.index()]) {
            throw tokens.refusal(at, "duplicate field " + tokens.raw(), name);
        }
        seen[field.index()] = true;
        String rawName = field.oneof() == null ? "" : tokens.raw();
        if (tokens.next() == Tokens.NULL) {
            paths.add(field.jsonName());
            return;
        }
        if (field.oneof() != null && isSet(type, field.oneof(), values)) {
            String oneof = type.fullName() + "." + field.oneof();
            throw tokens.refusal(at, "error parsing " + rawName + ", oneof " + oneof + " is already set", name);
        }
        if (field.shape() == MessageType.Shape.SINGULAR && field.kind() == Kind.MESSAGE) {
            values[field.index()] = inner(field, paths);
            return;
        }
        paths.add(field.jsonName());
        values[field.index()] = switch (field.shape()) {
            case SINGULAR -> element(field, field.jsonName());
            case LIST -> list(field);
            case MAP -> map(field);
        };
    }

    /** An empty message adds its own path, because it has no paths of fields. */
    private Object inner(MessageType.Field field, Set<String> paths) {
        Set<String> below = new HashSet<>();
        Object message = message(field.requireMessage(), below);
        if (below.isEmpty()) {
            paths.add(field.jsonName());
        }
        below.forEach(path -> paths.add(field.jsonName() + "." + path));
        return message;
    }

    private static boolean isSet(MessageType type, String oneof, @Nullable Object[] values) {
        for (MessageType.Field other : type.fields()) {
            if (oneof.equals(other.oneof()) && values[other.index()] != null) {
                return true;
            }
        }
        return false;
    }

    private List<Object> list(MessageType.Field field) {
        if (tokens.kind() != Tokens.ARRAY) {
            throw tokens.unexpected();
        }
        List<Object> elements = new ArrayList<>();
        while (tokens.next() != Tokens.ARRAY_END) {
            Object element = element(field, field.jsonName());
            if (element != null) {
                elements.add(element);
            }
        }
        return Collections.unmodifiableList(elements);
    }

    private Map<String, Object> map(MessageType.Field field) {
        if (tokens.kind() != Tokens.OBJECT) {
            throw tokens.unexpected();
        }
        Map<String, Object> entries = new LinkedHashMap<>();
        while (tokens.next() != Tokens.OBJECT_END) {
            String key = tokens.text();
            if (entries.containsKey(key)) {
                throw tokens.refusal(tokens.start(), "duplicate map key " + tokens.raw(), field.jsonName());
            }
            tokens.next();
            // In protobuf a map entry is a message, whose second field has the name value.
            Object value = element(field, "value");
            if (value != null) {
                entries.put(key, value);
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    /** The value of a field, list element or map entry; null only for an unknown enum name in lenient mode. */
    private @Nullable Object element(MessageType.Field field, String name) {
        switch (field.kind()) {
            case MESSAGE -> {
                return message(field.requireMessage(), new HashSet<>());
            }
            case TIMESTAMP, DURATION -> {
                return time(field, name);
            }
            case VALUE -> {
                return tokens.value();
            }
            default -> {
                Object value = scalar(field);
                boolean passable = lenient && field.kind() == Kind.ENUM && isScalarToken();
                if (value == null && !passable) {
                    String message = "invalid value for " + field.kind().protoName() + " field " + name + ": ";
                    throw tokens.refusal(tokens.start(), message + tokens.raw(), name);
                }
                return value;
            }
        }
    }

    private boolean isScalarToken() {
        return tokens.kind() == Tokens.STRING || tokens.kind() == Tokens.NUMBER;
    }

    private @Nullable Object scalar(MessageType.Field field) {
        char token = tokens.kind();
        return switch (field.kind()) {
            case STRING -> token == Tokens.STRING ? tokens.text() : null;
            case BOOL -> token == Tokens.TRUE ? Boolean.TRUE : token == Tokens.FALSE ? Boolean.FALSE : null;
            case ENUM -> enumConstant(field, token);
            default -> {
                String number = number(token);
                yield number == null ? null : number(field.kind(), number);
            }
        };
    }

    private @Nullable Object enumConstant(MessageType.Field field, char token) {
        if (token == Tokens.STRING) {
            return field.enumConstant(tokens.text());
        }
        Long number =
                token == Tokens.NUMBER ? WireNumber.integer(tokens.raw(), Integer.MIN_VALUE, Integer.MAX_VALUE) : null;
        return number == null ? null : field.enumConstant(number);
    }

    private @Nullable String number(char token) {
        if (token == Tokens.NUMBER) {
            return tokens.raw();
        }
        if (token == Tokens.STRING) {
            String text = tokens.text();
            return WireNumber.isJsonNumber(text) ? text : null;
        }
        return null;
    }

    private static @Nullable Object number(Kind kind, String number) {
        return switch (kind) {
            case INT32 -> {
                Long value = WireNumber.integer(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
                yield value == null ? null : value.intValue();
            }
            case INT64 -> WireNumber.integer(number, Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> WireNumber.float32(number);
            default -> WireNumber.float64(number);
        };
    }

    private Object time(MessageType.Field field, String name) {
        if (tokens.kind() != Tokens.STRING) {
            throw tokens.unexpected();
        }
        boolean timestamp = field.kind() == Kind.TIMESTAMP;
        String type = timestamp ? "google.protobuf.Timestamp" : "google.protobuf.Duration";
        Object value = timestamp ? WireTime.timestamp(tokens.text()) : WireTime.duration(tokens.text());
        if (value == null) {
            throw tokens.refusal(tokens.start(), "invalid " + type + " value " + tokens.raw(), name);
        }
        if (!WireTime.inRange(value)) {
            throw tokens.refusal(tokens.start(), type + " value out of range: " + tokens.raw(), name);
        }
        return value;
    }
}
