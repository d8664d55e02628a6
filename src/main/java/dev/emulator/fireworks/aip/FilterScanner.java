package dev.emulator.fireworks.aip;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tokenizer of filters. The characters of a word depend on the side of the comparison. */
final class FilterScanner {

    private static final int LONGEST_QUOTED_BACK = 20;

    private final String text;
    private int position;

    FilterScanner(String text) {
        this.text = text;
    }

    /** A value to compare with. There is a wildcard between two pieces. */
    record Argument(String text, List<String> pieces, boolean quoted) {}

    /** The left side of a comparison, or a literal without an operator, as a text and as the segments of a path. */
    record Member(String text, List<String> segments) {}

    boolean atEnd() {
        return position >= text.length();
    }

    void skipSpace() {
        while (!atEnd() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    boolean at(char c) {
        return !atEnd() && text.charAt(position) == c;
    }

    boolean take(char c) {
        boolean there = at(c);
        position += there ? 1 : 0;
        return there;
    }

    /** Whether the keyword follows as a whole word. */
    boolean atKeyword(String keyword) {
        int end = position + keyword.length();
        return text.startsWith(keyword, position) && (end >= text.length() || !isWord(end, true));
    }

    boolean takeKeyword(String keyword) {
        boolean there = atKeyword(keyword);
        position += there ? keyword.length() : 0;
        return there;
    }

    boolean atReservedWord() {
        return atKeyword("AND") || atKeyword("OR") || atKeyword("NOT");
    }

    /** Requires a separator before the next term. Otherwise, {@code "a"b} would be two terms. */
    void requireBoundary() {
        if (!atEnd() && !at(')') && !Character.isWhitespace(text.charAt(position))) {
            throw unexpected();
        }
    }

    /** Returns null, without consuming anything, if no operator follows. */
    @Nullable
    Operator takeOperator() {
        int start = position;
        skipSpace();
        for (Operator operator : Operator.values()) {
            // "<" is a prefix of "<=", and the longest match applies.
            boolean longer =
                    (operator == Operator.LESS || operator == Operator.GREATER) && text.startsWith("=", position + 1);
            if (!longer && text.startsWith(operator.symbol(), position)) {
                position += operator.symbol().length();
                return operator;
            }
        }
        position = start;
        return null;
    }

    Member takeMember() {
        int start = position;
        StringBuilder plain = new StringBuilder();
        List<String> segments = new ArrayList<>();
        do {
            String segment = atQuote() ? takeQuoted().text() : takeWord(".", false);
            if (!segments.isEmpty()) {
                plain.append('.');
            }
            plain.append(segment);
            segments.add(segment);
        } while (take('.'));
        if (position == start) {
            throw unexpected();
        }
        return new Member(plain.toString(), segments);
    }

    /** Unquoted values can contain colons, because times do. */
    Argument takeArgument() {
        if (atQuote()) {
            return takeQuoted();
        }
        int start = position;
        String word = atReservedWord() ? "" : takeWord("", true);
        if (position == start) {
            throw unexpected();
        }
        return new Argument(word, List.of(word.split("\\*", -1)), false);
    }

    private String takeWord(String alsoEndsAt, boolean colons) {
        int start = position;
        while (!atEnd() && isWord(position, colons) && alsoEndsAt.indexOf(text.charAt(position)) < 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private boolean isWord(int at, boolean colons) {
        char c = text.charAt(at);
        return switch (c) {
            case '"', '\'', '(', ')', ',', '=', '<', '>' -> false;
            case ':' -> colons;
            case '!' -> !text.startsWith("=", at + 1);
            default -> !Character.isWhitespace(c);
        };
    }

    private boolean atQuote() {
        return at('"') || at('\'');
    }

    private Argument takeQuoted() {
        int start = position;
        char quote = text.charAt(position++);
        StringBuilder whole = new StringBuilder();
        StringBuilder piece = new StringBuilder();
        List<String> pieces = new ArrayList<>();
        while (!atEnd()) {
            char c = text.charAt(position++);
            if (c == quote) {
                pieces.add(piece.toString());
                return new Argument(whole.toString(), pieces, true);
            }
            char plain = c == '\\' ? takeEscaped() : c;
            whole.append(plain);
            if (c == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(plain);
            }
        }
        position = start;
        throw error("unterminated quoted text");
    }

    private char takeEscaped() {
        char c = atEnd() ? '\0' : text.charAt(position++);
        return switch (c) {
            case '"', '\'', '\\', '*' -> c;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> {
                position -= c == '\0' && atEnd() ? 1 : 2;
                throw error("unknown escape sequence");
            }
        };
    }

    ApiException unexpected() {
        return atEnd() ? error("unexpected end") : error("unexpected token");
    }

    ApiException error(String problem) {
        String message = "invalid filter: syntax error at position " + (position + 1) + ": " + problem;
        return ApiException.invalidArgument(atEnd() ? message : message + " " + GoStrconv.quote(here()));
    }

    private String here() {
        int end = position + 1;
        while (end < text.length()
                && end - position < LONGEST_QUOTED_BACK
                && isWord(position, true)
                && isWord(end, true)) {
            end++;
        }
        return text.substring(position, end);
    }
}
