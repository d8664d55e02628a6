package dev.emulator.fireworks.text;

import dev.emulator.fireworks.aip.ApiException;
import java.util.regex.Pattern;

/** Text without control characters and lone surrogates, which cannot be displayed and which some databases refuse. */
public final class PlainText {

    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    private PlainText() {}

    /**
     * Refuses a text with such characters.
     *
     * @param what name of the text, for the error message
     * @param field the request field that contains it
     */
    public static void require(String what, String text, String field) {
        if (UNFIT.matcher(text).find()) {
            throw ApiException.invalidArgument(field, what + " must not have control characters");
        }
    }

    /** Replaces each such character by U+FFFD. */
    public static String of(String text) {
        return UNFIT.matcher(text).replaceAll("\uFFFD");
    }
}
