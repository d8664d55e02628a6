package dev.emulator.fireworks.text;

import dev.emulator.fireworks.aip.ApiException;
import java.util.regex.Pattern;

/** Text without characters that cannot be shown, and that not every database takes. */
public final class PlainText {

    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");

    private PlainText() {}

    /** Refuses any other text, by the name of what it is and the field it came in. */
    public static void require(String what, String text, String field) {
        if (UNFIT.matcher(text).find()) {
            throw ApiException.invalidArgument(field, what + " must not have control characters");
        }
    }

    /** The text with a mark in the place of each character that is not fit. */
    public static String of(String text) {
        return UNFIT.matcher(text).replaceAll("\uFFFD");
    }
}
