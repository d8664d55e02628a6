package dev.emulator.fireworks.inference.schema;

import dev.emulator.fireworks.aip.GoStrconv;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Formats JSON values like Python's {@code repr}, as the service does in error messages. */
final class PythonText {

    /** The rest of a longer text is replaced by an ellipsis. */
    private static final int LONGEST = 2_000;

    private final StringBuilder text = new StringBuilder();

    private PythonText() {}

    static String of(JsonNode value) {
        var python = new PythonText();
        python.append(value);
        return python.isFull() ? python.text.substring(0, LONGEST) + "..." : python.text.toString();
    }

    private boolean isFull() {
        return text.length() > LONGEST;
    }

    private void append(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> appendObject(value);
            case ARRAY -> appendArray(value);
            case STRING -> appendString(value.stringValue());
            case BOOLEAN -> text.append(value.booleanValue() ? "True" : "False");
            case NUMBER -> text.append(value.isFloatingPointNumber() ? number(value.doubleValue()) : value.asString());
            default -> text.append("None");
        }
    }

    private void appendObject(JsonNode object) {
        text.append('{');
        var separator = "";
        for (var entry : object.properties()) {
            if (isFull()) {
                return;
            }
            text.append(separator);
            appendString(entry.getKey());
            text.append(": ");
            append(entry.getValue());
            separator = ", ";
        }
        text.append('}');
    }

    private void appendArray(JsonNode array) {
        text.append('[');
        var separator = "";
        for (var item : array) {
            if (isFull()) {
                return;
            }
            text.append(separator);
            append(item);
            separator = ", ";
        }
        text.append(']');
    }

    private void appendString(String string) {
        var quote = string.indexOf('\'') >= 0 && string.indexOf('"') < 0 ? '"' : '\'';
        text.append(quote);
        for (int i = 0; i < string.length() && !isFull(); ) {
            var character = string.codePointAt(i);
            i += Character.charCount(character);
            appendCharacter(character, quote);
        }
        text.append(quote);
    }

    private void appendCharacter(int character, char quote) {
        switch (character) {
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (character == quote) {
                    text.append('\\').append(quote);
                } else if (GoStrconv.isPrintable(character)) {
                    text.appendCodePoint(character);
                } else {
                    text.append(escape(character));
                }
            }
        }
    }

    private static String escape(int character) {
        if (character <= 0xff) {
            return String.format(Locale.ROOT, "\\x%02x", character);
        }
        return String.format(Locale.ROOT, character <= 0xffff ? "\\u%04x" : "\\U%08x", character);
    }

    /** Python uses the shortest decimal, and an exponent below 1e-4 and from 1e16. */
    private static String number(double value) {
        var magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
            var parts = Double.toString(value).split("E");
            var exponent = Integer.parseInt(parts[1]);
            var digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
            return digits + "e" + (exponent < 0 ? "-" : "+") + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
        }
        var plain = new BigDecimal(Double.toString(value)).toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }
}
