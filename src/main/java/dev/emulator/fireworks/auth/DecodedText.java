package dev.emulator.fireworks.auth;

import org.jspecify.annotations.Nullable;

/**
 * A text with one layer of encoding removed: percent-encoding, escapes of JSON, and the zero bytes of UTF-16. Each character is mapped to
 * its position in the original.
 */
final class DecodedText {

    private final String text;
    private final int @Nullable [] origins;

    private DecodedText(String text, int @Nullable [] origins) {
        this.text = text;
        this.origins = origins;
    }

    static DecodedText of(String original) {
        return new DecodedText(original, null);
    }

    String text() {
        return text;
    }

    /** Returns the position in the original of a character of this text. The end of this text maps to the end of the original. */
    int origin(int at) {
        return origins == null ? at : origins[at];
    }

    /** Removes one more layer; returns null if there is none. */
    @Nullable
    DecodedText decoded() {
        if (text.indexOf('%') < 0 && text.indexOf('\\') < 0 && text.indexOf('\0') < 0) {
            return null;
        }
        var plain = new StringBuilder(text.length());
        var from = new int[text.length() + 1];
        var at = 0;
        while (at < text.length()) {
            from[plain.length()] = origin(at);
            at = appendDecoded(plain, at);
        }
        if (plain.length() == text.length()) {
            return null;
        }
        from[plain.length()] = origin(text.length());
        return new DecodedText(plain.toString(), from);
    }

    /** Appends the decoded character, nothing for a zero byte, and returns the position of the next one. */
    private int appendDecoded(StringBuilder plain, int at) {
        var c = text.charAt(at);
        if (c == '\0') {
            return at + 1;
        }
        if (c == '%' && isHex(at + 1, 2)) {
            plain.append((char) Integer.parseInt(text, at + 1, at + 3, 16));
            return at + 3;
        }
        if (c != '\\' || at + 1 == text.length()) {
            plain.append(c);
            return at + 1;
        }
        if (text.charAt(at + 1) == 'u' && isHex(at + 2, 4)) {
            plain.append((char) Integer.parseInt(text, at + 2, at + 6, 16));
            return at + 6;
        }
        plain.append(escaped(text.charAt(at + 1)));
        return at + 2;
    }

    private static char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> c;
        };
    }

    private boolean isHex(int from, int count) {
        if (from + count > text.length()) {
            return false;
        }
        for (var i = from; i < from + count; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }
}
