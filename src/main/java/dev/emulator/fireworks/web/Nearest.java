package dev.emulator.fireworks.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds what somebody has probably meant, by the number of letters that would have to be changed. */
final class Nearest {

    /** Nothing longer is a misspelling of a name; to compare it would take as many steps as the product of both lengths. */
    static final int LONGEST = 400;

    private Nearest() {}

    /**
     * The nearest of several; empty where more than a third of it would have to be changed, or one letter of two, and for what is longer
     * than any name.
     */
    static <T> Optional<T> to(String given, List<T> candidates, Function<T, String> text) {
        if (given.length() > LONGEST) {
            return Optional.empty();
        }
        T nearest = null;
        var least = given.length() == 2 ? 2 : given.length() / 3 + 1;
        var wanted = letters(given);
        for (var candidate : candidates) {
            var letters = letters(text.apply(candidate));
            if (Math.abs(wanted.length() - letters.length()) >= least) {
                continue;
            }
            var distance = distance(wanted, letters);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Both spellings of a field are the same to us. */
    private static String letters(String text) {
        return text.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's. */
    private static int distance(String one, String other) {
        var row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                var above = row[j];
                var change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, diagonal + change);
                diagonal = above;
            }
        }
        return row[other.length()];
    }
}
