package dev.emulator.fireworks.dataset;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Splits text into tokens. The live service uses the tokenizer of each base model. This generic one has a vocabulary of similar size, so
 * counts are estimates.
 */
@Component
public final class Tokenizer {

    /** Texts are split in pieces of this size, because time and memory for one long word grow faster than its length. */
    static final int PIECE = 4096;

    /** Number of characters in which tokens are counted. */
    private static final int COUNTED = 1024 * 1024;

    /** Loaded on first use and only once, because the vocabulary takes seconds and many megabytes to load. */
    private static final class Vocabulary {

        private static final Encoding ENCODING =
                Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    /** The number of tokens of a text. For a very long text, it is extrapolated from the beginning. */
    public long count(String text) {
        var tokens = 0L;
        var counted = Math.min(text.length(), COUNTED);
        for (int from = 0; from < counted; ) {
            var to = pieceEnd(text, from);
            tokens += Vocabulary.ENCODING.countTokensOrdinary(text.substring(from, to));
            from = to;
            counted = Math.max(counted, to);
        }
        return counted == 0 ? 0 : (long) ((double) tokens * text.length() / counted);
    }

    /** The tokens of a text, at most {@code most}. */
    public List<Integer> encode(String text, int most) {
        var tokens = new ArrayList<Integer>();
        for (int from = 0; from < text.length() && tokens.size() < most; ) {
            var to = pieceEnd(text, from);
            tokens.addAll(
                    Vocabulary.ENCODING.encodeOrdinary(text.substring(from, to)).boxed());
            from = to;
        }
        return tokens.size() <= most ? tokens : tokens.subList(0, most);
    }

    /**
     * Returns the end of the piece that begins at {@code from}. Pieces end at a space between two words, because no token spans it. Only a
     * word longer than half a piece is split.
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

    /** The text of one token, which can be a part of a character. */
    public String decode(int token) {
        var one = new IntArrayList(1);
        one.add(token);
        return Vocabulary.ENCODING.decode(one);
    }

    /** The UTF-8 bytes of one token, which can be a part of a character. */
    public byte[] bytes(int token) {
        var one = new IntArrayList(1);
        one.add(token);
        return Vocabulary.ENCODING.decodeBytes(one);
    }
}
