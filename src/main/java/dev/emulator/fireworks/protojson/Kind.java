package dev.emulator.fireworks.protojson;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The protobuf type of a field, or of its elements. */
public enum Kind {
    STRING,
    BOOL,
    INT32,
    INT64,
    FLOAT,
    DOUBLE,
    ENUM,
    TIMESTAMP,
    DURATION,
    /** Any JSON value. A null is an unset value. */
    VALUE,
    MESSAGE;

    /** The name in error messages of protobuf. */
    public String protoName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Kind of(Class<?> type) {
        if (type == String.class) {
            return STRING;
        }
        if (type == boolean.class || type == Boolean.class) {
            return BOOL;
        }
        if (type == int.class || type == Integer.class) {
            return INT32;
        }
        if (type == long.class || type == Long.class) {
            return INT64;
        }
        if (type == float.class || type == Float.class) {
            return FLOAT;
        }
        if (type == double.class || type == Double.class) {
            return DOUBLE;
        }
        if (type == Instant.class) {
            return TIMESTAMP;
        }
        if (type == Duration.class) {
            return DURATION;
        }
        if (type == JsonNode.class) {
            return VALUE;
        }
        return type.isEnum() ? ENUM : type.isRecord() ? MESSAGE : null;
    }

    /** The value of an unset field; null for messages, timestamps, durations and values, which have presence. */
    @Nullable
    Object zero(Class<?> type) {
        return switch (this) {
            case STRING -> "";
            case BOOL -> false;
            case INT32 -> 0;
            case INT64 -> 0L;
            case FLOAT -> 0f;
            case DOUBLE -> 0d;
            case ENUM -> type.getEnumConstants()[0];
            case TIMESTAMP, DURATION, VALUE, MESSAGE -> null;
        };
    }
}
