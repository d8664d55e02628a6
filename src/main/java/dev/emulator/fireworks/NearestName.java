package dev.emulator.fireworks;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Finds the existing name that is most similar to a misspelled one. */
public final class NearestName {

    /** Longer names are not compared, because the work grows with the product of both lengths. */
    private static final int LONGEST = 100;

    private NearestName() {}

    /**
     * Returns the candidate with the smallest Levenshtein distance.
     *
     * @param given the misspelled name
     * @return nothing if the distance is more than a third of the letters
     */
    public static Optional<String> to(String given, Collection<String> candidates) {
        String nearest = null;
        var least = given.length() / 3 + 1;
        for (var candidate : given.length() > LONGEST ? List.<String>of() : candidates) {
            var distance = distance(given, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** Returns the Levenshtein distance. The work grows with the product of both lengths. */
    public static int distance(String one, String other) {
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
