package dev.emulator.fireworks.aip;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A scalar value that is parsed from protobuf JSON. It is comparable with values of the same kind. */
record TypedValue(Comparable<?> value) implements Comparable<TypedValue> {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern NUMBER = Pattern.compile("-?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern SECONDS = Pattern.compile("(-?[0-9]{1,12})(\\.[0-9]{1,9})?s");
    private static final long LONGEST_SECONDS = 315_576_000_000L;

    /** Returns null if the node does not contain such a value. */
    static @Nullable TypedValue read(JsonNode node, MessageSchema.Kind kind) {
        Comparable<?> value = switch (kind) {
            case STRING, ENUM -> node.isString() ? node.stringValue() : null;
            case BOOL -> node.isBoolean() ? node.booleanValue() : null;
            case INT32, INT64 -> integer(node);
            case FLOAT -> real(node);
            case TIMESTAMP -> node.isString() ? instant(node.stringValue()) : null;
            case DURATION -> node.isString() ? duration(node.stringValue()) : null;
            case MESSAGE, STRING_LIST, MESSAGE_LIST, STRING_MAP -> null;
        };
        return value == null ? null : new TypedValue(value);
    }

    private static @Nullable Long integer(JsonNode node) {
        if (node.isString()) {
            return integer(node.stringValue());
        }
        return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
    }

    private static @Nullable Double real(JsonNode node) {
        if (node.isFloat()) {
            // Compare a float32 by its decimal text: widened to a double, 0.0001f is not equal to 0.0001.
            return real(Float.toString(node.floatValue()));
        }
        return node.isNumber() ? positiveZero(node.doubleValue(Double.POSITIVE_INFINITY)) : null;
    }

    static @Nullable Long integer(String text) {
        if (!INTEGER.matcher(text).matches()) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Double real(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return null;
        }
        double value = Double.parseDouble(text);
        return Double.isInfinite(value) ? null : positiveZero(value);
    }

    /** Parses an RFC 3339 time in the years 1 to 9999. A date means midnight in UTC. */
    static @Nullable Instant instant(String text) {
        try {
            Instant instant = text.length() == "2026-01-01".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            return year >= 1 && year <= 9999 ? instant : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    static @Nullable Duration duration(String text) {
        Matcher seconds = SECONDS.matcher(text);
        if (!seconds.matches() || Math.abs(Long.parseLong(seconds.group(1))) > LONGEST_SECONDS) {
            return null;
        }
        BigDecimal nanos = new BigDecimal(text.substring(0, text.length() - 1)).movePointRight(9);
        BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Duration.ofSeconds(parts[0].longValue(), parts[1].longValue());
    }

    private static double positiveZero(double value) {
        return value + 0.0;
    }

    @Override
    @SuppressWarnings("unchecked") // only values of one field are compared, and a kind has one Java type
    public int compareTo(TypedValue other) {
        return ((Comparator<Object>) (Comparator<?>) Comparator.naturalOrder()).compare(value, other.value);
    }
}
