package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Token;
import java.util.List;

/** A text and its tokens, in little memory. */
final class TokenizedText {

    static final TokenizedText EMPTY = of(List.of());

    private final String text;
    private final int[] ids;

    /** For each token, the index of the character after it. */
    private final int[] ends;

    /** For each token, the number of Unicode characters up to its end. */
    private final int[] lengths;

    private TokenizedText(String text, int[] ids, int[] ends, int[] lengths) {
        this.text = text;
        this.ids = ids;
        this.ends = ends;
        this.lengths = lengths;
    }

    static TokenizedText of(List<Token> tokens) {
        var text = new StringBuilder();
        var ids = new int[tokens.size()];
        var ends = new int[tokens.size()];
        var lengths = new int[tokens.size()];
        var length = 0;
        for (int i = 0; i < ids.length; i++) {
            var token = tokens.get(i);
            ids[i] = token.id();
            ends[i] = text.append(token.text()).length();
            length += token.text().codePointCount(0, token.text().length());
            lengths[i] = length;
        }
        return new TokenizedText(text.toString(), ids, ends, lengths);
    }

    String text() {
        return text;
    }

    /** Returns the number of tokens. */
    int size() {
        return ids.length;
    }

    int id(int token) {
        return ids[token];
    }

    /** Returns the text of a token; empty if the token ends inside a character. */
    String text(int token) {
        return text(token, token + 1);
    }

    /** Returns the text of the tokens from {@code from} to before {@code to}. */
    String text(int from, int to) {
        return text.substring(start(from), start(to));
    }

    /** Returns the number of Unicode characters before a token. */
    int offset(int token) {
        return token == 0 ? 0 : lengths[token - 1];
    }

    /** Returns the smallest end of a range of tokens whose text is not empty, or the number of tokens. */
    int endOfCharacter(int from) {
        for (int to = from + 1; to <= ids.length; to++) {
            if (start(to) > start(from)) {
                return to;
            }
        }
        return ids.length;
    }

    private int start(int token) {
        return token == 0 ? 0 : ends[token - 1];
    }
}
