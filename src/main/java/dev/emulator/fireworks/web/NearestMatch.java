package dev.emulator.fireworks.web;

import dev.emulator.fireworks.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds the nearest of several names, by edit distance. */
final class NearestMatch {

    /** Longer texts are not compared, as the cost is the product of both lengths. */
    static final int LONGEST = 400;

    private NearestMatch() {}

    /**
     * Returns the nearest candidate. Returns empty if more than a third of the letters differ, or the given text is too long. Two letters may
     * differ in one.
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

    /** Treats the camelCase and snake_case spelling of a field as equal. */
    private static String letters(String text) {
        return text.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
