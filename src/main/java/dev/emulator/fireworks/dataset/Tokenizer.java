package dev.emulator.fireworks.dataset;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Cuts text into tokens. Every base model has a tokenizer of its own; this is a common one of their size, so that what it says is an
 * estimate.
 */
@Component
public final class Tokenizer {

    /** What is cut into tokens at once: of one long word, the time is more than proportional to its length, and so is the memory. */
    static final int PIECE = 4096;

    /** So many characters are counted. */
    private static final int COUNTED = 1024 * 1024;

    // Its vocabulary takes a moment to load, which only those wait for who have something to cut.
    private volatile @Nullable Encoding encoding;

    /** How many tokens a text has; of a very long one, how many it would have if all of it were like its beginning. */
    public long count(String text) {
        var tokens = 0L;
        var counted = Math.min(text.length(), COUNTED);
        for (int from = 0; from < counted; ) {
            var to = pieceEnd(text, from);
            tokens += encoding().countTokensOrdinary(text.substring(from, to));
            from = to;
            counted = Math.max(counted, to);
        }
        return counted == 0 ? 0 : (long) ((double) tokens * text.length() / counted);
    }

    /** The tokens of a text, and no more than {@code most} of them. */
    public List<Integer> encode(String text, int most) {
        var tokens = new ArrayList<Integer>();
        for (int from = 0; from < text.length() && tokens.size() < most; ) {
            var to = pieceEnd(text, from);
            tokens.addAll(encoding().encodeOrdinary(text.substring(from, to)).boxed());
            from = to;
        }
        return tokens.size() <= most ? tokens : tokens.subList(0, most);
    }

    /**
     * Where a piece of a text ends that begins at {@code from}. A space between two words is where no token is cut in two; only a word that
     * is longer than half a piece is cut inside.
     */
    static int pieceEnd(String text, int from) {
        var end = from + PIECE;
        if (end >= text.length()) {
            return text.length();
        }
        for (int i = end; i > from + PIECE / 2; i--) {
            if (text.charAt(i) == ' '
                    && !Character.isWhitespace(text.charAt(i - 1))
                    && !Character.isWhitespace(text.charAt(i + 1 < text.length() ? i + 1 : i - 1))) {
                return i;
            }
        }
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    /** What one token stands for, which can be a part of a character only. */
    public String decode(int token) {
        var one = new IntArrayList(1);
        one.add(token);
        return encoding().decode(one);
    }

    private Encoding encoding() {
        var known = encoding;
        if (known == null) {
            known = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
            encoding = known;
        }
        return known;
    }
}
