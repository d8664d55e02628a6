package dev.emulator.fireworks.aip;

import java.util.Locale;

/** The functions of Go's {@code strconv} whose results are visible in responses of the live service. */
public final class GoStrconv {

    private static final long LARGEST_UINT32 = 0xFFFF_FFFFL;
    private static final long INT32_CUTOFF = 1L << 31;

    private GoStrconv() {}

    /** Parses a query parameter like grpc-gateway, with the same error messages. */
    static int parseInt32(String field, String value) {
        boolean negative = value.startsWith("-");
        String digits = negative || value.startsWith("+") ? value.substring(1) : value;
        if (digits.isEmpty()) {
            throw unreadable(field, value, "invalid syntax");
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                throw unreadable(field, value, "invalid syntax");
            }
            number = number * 10 + (c - '0');
            // Go stops at the digit that overflows, so it does not detect syntax errors after it.
            if (number > LARGEST_UINT32) {
                throw unreadable(field, value, "value out of range");
            }
        }
        if (negative ? number > INT32_CUTOFF : number >= INT32_CUTOFF) {
            throw unreadable(field, value, "value out of range");
        }
        return (int) (negative ? -number : number);
    }

    private static ApiException unreadable(String field, String value, String reason) {
        return ApiException.invalidArgument(
                "parsing field " + quote(field) + ": strconv.ParseInt: parsing " + quote(value) + ": " + reason);
    }

    /** Quotes a text like {@code %q} in Go. */
    static String quote(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> appendQuoted(quoted, c));
        return quoted.append('"').toString();
    }

    private static void appendQuoted(StringBuilder quoted, int c) {
        switch (c) {
            case '"' -> quoted.append("\\\"");
            case '\\' -> quoted.append("\\\\");
            case 0x07 -> quoted.append("\\a");
            case '\b' -> quoted.append("\\b");
            case '\f' -> quoted.append("\\f");
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            case 0x0b -> quoted.append("\\v");
            default -> {
                if (isPrintable(c)) {
                    quoted.appendCodePoint(c);
                } else if (c < ' ' || c == 0x7f) {
                    quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
                } else if (Character.getType(c) == Character.SURROGATE) {
                    quoted.append("\ufffd");
                } else {
                    quoted.append(String.format(Locale.ROOT, c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                }
            }
        }
    }

    /** Returns whether Go and Python quote a character without an escape. */
    public static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
