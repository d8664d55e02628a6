package dev.emulator.fireworks.text;

/** Matches patterns in which {@code *} stands for any text, in linear time regardless of the number of stars. */
public final class Globs {

    private static final char STAR = '*';

    private Globs() {}

    /** Whether a text matches a pattern. An empty pattern matches everything. */
    public static boolean matches(CharSequence glob, CharSequence text) {
        if (glob.isEmpty()) {
            return true;
        }
        var first = next(glob, 0, STAR);
        if (first == glob.length()) {
            return glob.length() == text.length() && isAt(glob, 0, first, text, 0);
        }
        var last = glob.length();
        while (glob.charAt(last - 1) != STAR) {
            last--;
        }
        var rest = glob.length() - last;
        return first + rest <= text.length()
                && isAt(glob, 0, first, text, 0)
                && isAt(glob, last, glob.length(), text, text.length() - rest)
                && inOrder(glob, first, last, text, first, text.length() - rest);
    }

    private static int next(CharSequence glob, int from, char wanted) {
        var at = from;
        while (at < glob.length() && glob.charAt(at) != wanted) {
            at++;
        }
        return at;
    }

    private static boolean isAt(CharSequence glob, int from, int to, CharSequence text, int at) {
        for (var i = from; i < to; i++) {
            if (glob.charAt(i) != text.charAt(at + i - from)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the pieces between stars occur in order in a part of the text. Taking the first occurrence of each is sufficient. */
    private static boolean inOrder(CharSequence glob, int from, int to, CharSequence text, int start, int end) {
        var at = start;
        var piece = from;
        while (piece < to) {
            var pieceEnd = Math.min(to, next(glob, piece, STAR));
            if (pieceEnd > piece) {
                at = endOf(glob.subSequence(piece, pieceEnd).toString(), text, at, end);
                if (at < 0) {
                    return false;
                }
            }
            piece = pieceEnd + 1;
        }
        return true;
    }

    /** The end of the first occurrence of a piece in a part of the text, or -1. Uses the Knuth-Morris-Pratt algorithm. */
    private static int endOf(String piece, CharSequence text, int start, int end) {
        var shorter = shorterMatches(piece);
        var matched = 0;
        for (var i = start; i < end; i++) {
            var c = text.charAt(i);
            while (matched > 0 && piece.charAt(matched) != c) {
                matched = shorter[matched - 1];
            }
            matched += piece.charAt(matched) == c ? 1 : 0;
            if (matched == piece.length()) {
                return i + 1;
            }
        }
        return -1;
    }

    /** The failure function of Knuth-Morris-Pratt: for each prefix, the length of its longest proper prefix that is also a suffix. */
    private static int[] shorterMatches(String piece) {
        var shorter = new int[piece.length()];
        var matched = 0;
        for (var i = 1; i < piece.length(); i++) {
            while (matched > 0 && piece.charAt(i) != piece.charAt(matched)) {
                matched = shorter[matched - 1];
            }
            matched += piece.charAt(i) == piece.charAt(matched) ? 1 : 0;
            shorter[i] = matched;
        }
        return shorter;
    }
}
