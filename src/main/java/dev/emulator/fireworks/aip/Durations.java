package dev.emulator.fireworks.aip;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Parses durations in requests, in the format of protobuf such as {@code 21600s} or {@code 0.5s}, or of ISO 8601 such as {@code PT6H}. */
public final class Durations {

    /** With longer durations, times could be outside of the range of a database. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    private static final int LONGEST_TEXT = 100;

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,9})?s");

    private Durations() {}

    /** Parses the timeout of a long poll in real time. The default is 10 seconds, the maximum 60. */
    public static Duration timeout(String text) {
        var patience = text.isEmpty() ? USUAL_TIMEOUT : parse("timeout", text);
        if (patience.compareTo(LONGEST_TIMEOUT) > 0) {
            throw ApiException.invalidArgument("timeout", "timeout must be at most 60s");
        }
        return patience;
    }

    /** @param field the request field that contains the text, for error messages */
    public static Duration parse(String field, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw ApiException.invalidArgument(field, field + ": text is too long for a duration");
        }
        try {
            var duration = SECONDS.matcher(text).matches()
                    ? Duration.ofNanos(new BigDecimal(text.substring(0, text.length() - 1))
                            .movePointRight(9)
                            .min(BigDecimal.valueOf(Long.MAX_VALUE))
                            .longValue())
                    : Duration.parse(text);
            if (!duration.isNegative() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeException | ArithmeticException e) {
            // reported below, with the name of the field
        }
        throw ApiException.invalidArgument(
                field,
                field + ": \"" + text + "\" is not a duration of 0 to 3650 days, such as 1.5s, 21600s, PT6H or P1D");
    }
}
