package dev.emulator.fireworks.protojson;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parses and formats timestamps and durations; returns null for invalid ones. */
final class WireTime {

    private static final long MIN_TIMESTAMP = -62135596800L;
    private static final long MAX_TIMESTAMP = 253402300799L;
    private static final long MAX_DURATION = 315576000000L;

    // Go's parser accepts an hour with one digit, and a comma before the fraction.
    private static final Pattern TIMESTAMP = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d{1,2}):(\\d\\d):(\\d\\d)"
            + "(?:[.,](\\d{1,9}))?(?:Z|([+-])(\\d\\d):(\\d\\d))");
    private static final Pattern DURATION = Pattern.compile("([+-]?)(0|[1-9]\\d*|(?=\\.))(?:\\.(\\d{0,9}))?s");

    private WireTime() {}

    static @Nullable Instant timestamp(String text) {
        Matcher parts = TIMESTAMP.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        int offset = offsetSeconds(parts);
        if (offset == Integer.MIN_VALUE) {
            return null;
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(parts, 1),
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    number(parts, 6),
                    nanos(parts.group(7)));
            return local.toInstant(ZoneOffset.UTC).minusSeconds(offset);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** Whether the timestamp or duration is in protobuf's range. */
    static boolean inRange(Object time) {
        if (time instanceof Instant timestamp) {
            return timestamp.getEpochSecond() >= MIN_TIMESTAMP && timestamp.getEpochSecond() <= MAX_TIMESTAMP;
        }
        return time instanceof Duration duration && duration.abs().getSeconds() <= MAX_DURATION;
    }

    static @Nullable Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            long seconds = parts.group(2).isEmpty() ? 0 : Long.parseLong(parts.group(2));
            Duration magnitude = Duration.ofSeconds(seconds, nanos(parts.group(3)));
            return parts.group(1).equals("-") ? magnitude.negated() : magnitude;
        } catch (NumberFormatException tooLong) {
            return null;
        }
    }

    /** Formats as RFC 3339 in UTC, with 0, 3, 6 or 9 fractional digits. */
    static String format(Instant timestamp) {
        if (!inRange(timestamp)) {
            return timestamp.toString();
        }
        LocalDateTime utc = LocalDateTime.ofEpochSecond(timestamp.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder out = new StringBuilder(30);
        padded(out, utc.getYear(), 4).append('-');
        padded(out, utc.getMonthValue(), 2).append('-');
        padded(out, utc.getDayOfMonth(), 2).append('T');
        padded(out, utc.getHour(), 2).append(':');
        padded(out, utc.getMinute(), 2).append(':');
        padded(out, utc.getSecond(), 2);
        return fraction(out, timestamp.getNano()).append('Z').toString();
    }

    static String format(Duration duration) {
        Duration magnitude = duration.abs();
        StringBuilder out = new StringBuilder(duration.isNegative() ? "-" : "").append(magnitude.getSeconds());
        return fraction(out, magnitude.getNano()).append('s').toString();
    }

    private static int offsetSeconds(Matcher parts) {
        if (parts.group(8) == null) {
            return 0;
        }
        int hours = number(parts, 9);
        int minutes = number(parts, 10);
        if (hours > 24 || minutes > 60) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return parts.group(8).equals("-") ? -seconds : seconds;
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static int nanos(@Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Integer.parseInt((digits + "00000000").substring(0, 9));
    }

    private static StringBuilder fraction(StringBuilder out, int nanos) {
        if (nanos == 0) {
            return out;
        }
        out.append('.');
        if (nanos % 1_000_000 == 0) {
            return padded(out, nanos / 1_000_000, 3);
        }
        return nanos % 1_000 == 0 ? padded(out, nanos / 1_000, 6) : padded(out, nanos, 9);
    }

    private static StringBuilder padded(StringBuilder out, int number, int width) {
        int power = 1;
        for (int i = 1; i < width; i++) {
            power *= 10;
        }
        for (int rest = number; power > 0; power /= 10) {
            out.append((char) ('0' + rest / power % 10));
        }
        return out;
    }
}
