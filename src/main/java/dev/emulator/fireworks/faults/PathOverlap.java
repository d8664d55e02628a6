package dev.emulator.fireworks.faults;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides whether there is a path that matches both a glob and the path template of a route. */
final class PathOverlap {

    /** Limits the work, as each character of the glob is compared with each of the template. */
    static final int LONGEST_GLOB = 2000;

    private static final Piece ANY_TEXT = new Piece(true, null, true);
    private static final Piece ANY_IN_SEGMENT = new Piece(true, null, false);
    private static final Piece ONE_IN_SEGMENT = new Piece(false, null, false);

    private PathOverlap() {}

    /**
     * A character, once or any number of times.
     *
     * @param only the character; null for any
     * @param slash whether the character may be a slash
     */
    private record Piece(boolean repeated, @Nullable Character only, boolean slash) {

        private static Piece of(char c) {
            return new Piece(false, c, true);
        }

        private boolean meets(Piece other) {
            return only != null && other.only != null
                    ? only.equals(other.only)
                    : takes(other.only) && other.takes(only);
        }

        private boolean takes(@Nullable Character character) {
            return slash || character == null || character != '/';
        }
    }

    /** @param template with variables in braces; one that begins with {@code *} matches the rest of the path */
    static boolean exists(String glob, String template) {
        return glob.isEmpty() || overlap(glob(glob), template(template));
    }

    private static List<Piece> glob(String glob) {
        return glob.chars()
                .mapToObj(c -> c == '*' ? ANY_TEXT : Piece.of((char) c))
                .toList();
    }

    private static List<Piece> template(String template) {
        var pieces = new ArrayList<Piece>();
        for (int at = 0; at < template.length(); at++) {
            if (template.charAt(at) != '{') {
                pieces.add(Piece.of(template.charAt(at)));
                continue;
            }
            if (template.charAt(at + 1) == '*') {
                pieces.add(ANY_TEXT);
            } else {
                pieces.add(ONE_IN_SEGMENT);
                pieces.add(ANY_IN_SEGMENT);
            }
            at = template.indexOf('}', at);
        }
        return pieces;
    }

    /** Fills the table from the end: an entry says whether some text matches both remainders. */
    private static boolean overlap(List<Piece> one, List<Piece> other) {
        var rest = new boolean[one.size() + 1][other.size() + 1];
        for (int i = one.size(); i >= 0; i--) {
            for (int j = other.size(); j >= 0; j--) {
                rest[i][j] = overlap(one, other, i, j, rest);
            }
        }
        return rest[0][0];
    }

    private static boolean overlap(List<Piece> one, List<Piece> other, int i, int j, boolean[][] rest) {
        if (i == one.size() || j == other.size()) {
            return i == one.size() && j == other.size()
                    || i < one.size() && one.get(i).repeated() && rest[i + 1][j]
                    || j < other.size() && other.get(j).repeated() && rest[i][j + 1];
        }
        var a = one.get(i);
        var b = other.get(j);
        return a.repeated() && rest[i + 1][j]
                || b.repeated() && rest[i][j + 1]
                || a.meets(b) && rest[a.repeated() ? i : i + 1][b.repeated() ? j : j + 1];
    }
}
