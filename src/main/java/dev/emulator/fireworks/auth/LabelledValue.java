package dev.emulator.fireworks.auth;

import java.util.Set;

/**
 * The value of a {@link Label}.
 *
 * @param start the position of the value, without quotes
 * @param bare whether the value is JSON other than a string, so that its mask needs quotes
 */
record LabelledValue(String text, int start, int end, boolean bare) {

    private static final Set<String> LITERALS = Set.of("null", "true", "false", "None", "True", "False", "[]", "{}");

    static LabelledValue of(Label label) {
        var text = label.text();
        var start = label.separator() + 1;
        while (start < text.length() && "=>~".indexOf(text.charAt(start)) >= 0) {
            start++;
        }
        start = afterBlanks(text, start, label.quoted());
        if (start == text.length()) {
            return new LabelledValue(text, start, start, false);
        }
        var first = text.charAt(start);
        if (Label.isQuote(first)) {
            return quoted(label, start);
        }
        if ("{[(".indexOf(first) >= 0) {
            return new LabelledValue(text, start, endOfNested(text, start), label.quoted());
        }
        return new LabelledValue(text, start, endOfWord(label, start), label.quoted());
    }

    /** Returns the first {@code most} characters of the value. This bounds the work if many labels share one long value. */
    static LabelledValue beginningOf(Label label, int most) {
        var start = label.start();
        var separator = label.separator() - start;
        var end = (int) Math.min(label.text().length(), label.separator() + 2L + most);
        var beginning = label.text().substring(start, end);
        return of(new Label(beginning, 0, label.end() - start, separator, label.quoted()));
    }

    private static int afterBlanks(String text, int from, boolean lines) {
        var at = from;
        while (at < text.length()
                && Label.isBlank(text.charAt(at))
                && (lines || text.charAt(at) > '\r' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static LabelledValue quoted(Label label, int quote) {
        var text = label.text();
        var end = endOfText(text, quote);
        var closed = end - 1 > quote && text.charAt(end - 1) == text.charAt(quote);
        if (closed && !label.quoted() && end < text.length() && SecretPatterns.isAlphanumeric(text.charAt(end))) {
            return new LabelledValue(text, quote, endOfWord(label, quote), false);
        }
        var next = afterBlanks(text, end, true);
        if (closed && label.quoted() && next < text.length() && text.charAt(next) == text.charAt(quote)) {
            return new LabelledValue(text, quote, endOfText(text, next), true);
        }
        return new LabelledValue(text, quote + 1, closed ? end - 1 : end, false);
    }

    /** Returns the position after the closing quote, or the end of the text if there is none. */
    private static int endOfText(String text, int quote) {
        for (var i = quote + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(quote)) {
                return i + 1;
            }
        }
        return text.length();
    }

    /** A client may have sent an object in place of a string by mistake, which is then as secret. */
    private static int endOfNested(String text, int start) {
        var depth = 0;
        var i = start;
        while (i < text.length()) {
            var c = text.charAt(i);
            depth += "{[(".indexOf(c) >= 0 ? 1 : "}])".indexOf(c) >= 0 ? -1 : 0;
            i = c == '"' ? endOfText(text, i) : i + 1;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private static int endOfWord(Label label, int start) {
        var text = label.text();
        var colon = text.charAt(label.separator()) == ':';
        for (var i = start; i < text.length(); i++) {
            var c = text.charAt(i);
            var ends = label.quoted()
                    ? Label.isBlank(c) || ",}]".indexOf(c) >= 0
                    : colon && !label.isTight() ? endsLine(text, i) : endsParameter(text, i);
            if (ends) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean endsLine(String text, int at) {
        var c = text.charAt(at);
        return c == '\n' || c == '\r' || c == '\\' || c == '"' && isBeforeBreak(text, at);
    }

    private static boolean endsParameter(String text, int at) {
        var c = text.charAt(at);
        return Label.isBlank(c) || "&<>\\#".indexOf(c) >= 0 || "\"',;)}]".indexOf(c) >= 0 && isBeforeBreak(text, at);
    }

    /** Returns whether a quote or comma ends the value, which the next character shows. */
    private static boolean isBeforeBreak(String text, int at) {
        return at + 1 == text.length() || " \t\r\n,;:}])>\"'&\\".indexOf(text.charAt(at + 1)) >= 0;
    }

    CharSequence content() {
        return text.subSequence(start, end);
    }

    /** Returns whether the value can be a secret: it is not empty, a literal, a mask, or the resource name of a secret. */
    boolean canBeSecret() {
        if (start >= end) {
            return false;
        }
        var length = end - start;
        if (length <= 5 && LITERALS.contains(text.substring(start, end))) {
            return false;
        }
        return !isMask() && !isResourceName();
    }

    /** Matches a mask alone, in a list, or after an authorization scheme. */
    private boolean isMask() {
        var isList = bare && text.startsWith("[\"" + Secrets.STARS, start) && text.startsWith("\"]", end - 2);
        if (isList) {
            return end - start == Secrets.MASK_LENGTH + 4;
        }
        var mask = end - Secrets.MASK_LENGTH;
        return mask >= start
                && text.startsWith(Secrets.STARS, mask)
                && (mask == start || Secrets.isScheme(text.substring(start, mask - 1)));
    }

    private boolean isResourceName() {
        return text.startsWith("accounts/", start)
                && end - start <= SecretNames.LONGEST
                && text.substring(start, end).contains("/secrets/");
    }
}
