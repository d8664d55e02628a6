package dev.emulator.fireworks.aip;

import java.time.Duration;
import java.time.Instant;

/** The range of times in the API: that of protobuf's timestamps, from year 1 to year 9999. */
public final class Timestamps {

    public static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private static final String RANGE = FIRST + " to " + LAST;

    private Timestamps() {}

    public static boolean isRepresentable(Instant time) {
        return !time.isBefore(FIRST) && !time.isAfter(LAST);
    }

    /** Whether the time after a duration is representable. */
    public static boolean canPass(Instant from, Duration time) {
        return time.compareTo(Duration.between(from, LAST)) <= 0;
    }

    /** The nearest representable time. */
    public static Instant nearest(Instant time) {
        return time.isBefore(FIRST) ? FIRST : time.isAfter(LAST) ? LAST : time;
    }

    /**
     * @param field the request field that contains the time, for error messages
     * @throws ApiException INVALID_ARGUMENT for a time that is not representable
     */
    public static Instant require(String field, Instant time) {
        if (!isRepresentable(time)) {
            throw ApiException.invalidArgument(field, field + ": " + time + " is out of range, " + RANGE);
        }
        return time;
    }

    /**
     * @param field the request field that contains the duration, for error messages
     * @throws ApiException INVALID_ARGUMENT if the sum is not representable
     */
    public static Instant plus(String field, Instant time, Duration duration) {
        if (!canPass(time, duration)) {
            throw ApiException.invalidArgument(
                    field,
                    field + ": " + time + " plus " + duration + " is after " + LAST
                            + ", the last time that can be represented");
        }
        return time.plus(duration);
    }
}
