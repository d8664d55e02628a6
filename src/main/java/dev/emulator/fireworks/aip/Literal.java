package dev.emulator.fireworks.aip;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The right side of a restriction, converted to the field's type. */
public sealed interface Literal {

    /**
     * A text. There is a wildcard between two pieces. So a text without wildcards is one piece, and {@code "a*"} has the pieces {@code a} and
     * the empty text. The value contains the wildcards as asterisks.
     */
    record Text(String value, List<String> pieces) implements Literal {

        public Text {
            pieces = List.copyOf(pieces);
        }

        static Text plain(String value) {
            return new Text(value, List.of(value));
        }

        public boolean hasWildcard() {
            return pieces.size() > 1;
        }

        boolean matches(String text) {
            String first = pieces.get(0);
            if (!hasWildcard()) {
                return text.equals(first);
            }
            String last = pieces.get(pieces.size() - 1);
            if (!text.startsWith(first) || !text.endsWith(last)) {
                return false;
            }
            int from = first.length();
            for (String piece : pieces.subList(1, pieces.size() - 1)) {
                int found = text.indexOf(piece, from);
                if (found < 0) {
                    return false;
                }
                from = found + piece.length();
            }
            return from <= text.length() - last.length();
        }
    }

    record EnumName(String value) implements Literal {}

    record Int(long value) implements Literal {}

    record Real(double value) implements Literal {}

    record Bool(boolean value) implements Literal {}

    record Time(Instant value) implements Literal {}

    record Span(Duration value) implements Literal {}

    /** {@code null}: the message is unset. */
    record Null() implements Literal {}

    /** {@code :*}: the field is set. */
    record Presence() implements Literal {}
}
