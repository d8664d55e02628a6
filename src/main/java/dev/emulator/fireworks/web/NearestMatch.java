package dev.emulator.fireworks.web;

import dev.emulator.fireworks.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds what somebody has probably meant, by the number of letters that would have to be changed. */
final class NearestMatch {

    /** Nothing longer is a misspelling of a name; to compare it would take as many steps as the product of both lengths. */
    static final int LONGEST = 400;

    private NearestMatch() {}

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
            var distance = NearestName.distance(wanted, letters);
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
}
