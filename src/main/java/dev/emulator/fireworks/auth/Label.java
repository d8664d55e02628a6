package dev.emulator.fireworks.auth;

/**
 * A name before a separator, such as {@code "apiKey"} before {@code :} or {@code api_key} before {@code =}.
 *
 * @param start the position of the name, without quotes
 * @param separator the position of the separator
 */
record Label(String text, int start, int end, int separator, boolean quoted) {

    /** The most blanks before a separator. */
    private static final int MOST_BLANKS = 64;

    private static final String OPERATORS = "!<>=:~";

    /** Returns the name that ends at a separator, which is empty if there is none. */
    static Label before(String text, int separator) {
        var end = separator;
        while (end > 0 && separator - end < 2 && OPERATORS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        var blanks = end;
        while (end > 0 && blanks - end < MOST_BLANKS && isBlank(text.charAt(end - 1))) {
            end--;
        }
        if (end > 0 && isQuote(text.charAt(end - 1))) {
            return quoted(text, end - 1, separator);
        }
        var start = end;
        while (start > 0 && end - start <= SecretNames.LONGEST && isNamePart(text.charAt(start - 1))) {
            start--;
        }
        return new Label(text, start, end, separator, false);
    }

    private static Label quoted(String text, int closing, int separator) {
        var quote = text.charAt(closing);
        var start = closing;
        while (start > 0 && closing - start <= SecretNames.LONGEST && text.charAt(start - 1) != quote) {
            start--;
        }
        var open = start > 0 && text.charAt(start - 1) == quote;
        return new Label(text, open ? start : closing, closing, separator, true);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isNamePart(char c) {
        return SecretPatterns.isAlphanumeric(c) || "_-.[]$".indexOf(c) >= 0;
    }

    boolean isEmpty() {
        return start >= end;
    }

    CharSequence name() {
        return text.subSequence(start, end);
    }

    /** Returns whether the quote is escaped, so that the name is part of a string in a string, which a later layer examines. */
    boolean isNested() {
        return quoted && start > 1 && text.charAt(start - 2) == '\\';
    }

    private char before() {
        return start == 0 ? '\n' : text.charAt(start - 1);
    }

    /** Returns whether the name is a parameter of a URL or a form. */
    boolean isParameter() {
        return !quoted && text.charAt(separator) == '=' && (start == 0 || "?&;=".indexOf(before()) >= 0);
    }

    boolean isXmlTag() {
        return !quoted && text.charAt(separator) == '>' && before() == '<';
    }

    /** Returns whether an unquoted name is in a place for names, and not a word of a sentence. */
    boolean isAtStart() {
        return "\n\r{,(&?;=\"'".indexOf(before()) >= 0
                || text.startsWith("field ", start - 6)
                || text.startsWith(": ", start - 2)
                || isIndented();
    }

    private boolean isIndented() {
        var at = start;
        while (at > 0 && start - at < MOST_BLANKS && " \t-".indexOf(text.charAt(at - 1)) >= 0) {
            at--;
        }
        return at == 0 || text.charAt(at - 1) == '\n';
    }

    /** Returns whether the value follows without a blank, and the name is not a segment of a path before a verb. */
    boolean isTight() {
        var after = separator + 1;
        return after < text.length() && !isBlank(text.charAt(after)) && before() != '/';
    }
}
