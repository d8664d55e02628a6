package dev.emulator.fireworks.auth;

import java.util.Set;

/** Masks the values of some fields in JSON that may be cut off or malformed, and leaves every other character as it is. */
final class SecretFields {

    private final String text;
    private final Set<String> names;
    private final StringBuilder out;
    private int at;

    private SecretFields(String text, Set<String> names) {
        this.text = text;
        this.names = names;
        this.out = new StringBuilder(text.length());
    }

    static String mask(String text, Set<String> names) {
        return text.indexOf('"') < 0 ? text : new SecretFields(text, names).masked();
    }

    private String masked() {
        while (at < text.length()) {
            var quote = text.indexOf('"', at);
            if (quote < 0) {
                copyTo(text.length());
                break;
            }
            copyTo(quote);
            var end = endOfString(quote);
            var value = startOfValue(end);
            var secret = value >= 0 && names.contains(Secrets.normalized(content(quote, end)));
            copyTo(secret ? value : end);
            if (secret) {
                maskValue();
            }
        }
        return out.toString();
    }

    private void copyTo(int end) {
        out.append(text, at, end);
        at = end;
    }

    /** Past the closing quote, or the end of a text that has none. */
    private int endOfString(int quote) {
        for (var i = quote + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        return text.length();
    }

    /** Where the value begins, if what ended here was a field's name. */
    private int startOfValue(int end) {
        var colon = skipSpace(end);
        return colon < text.length() && text.charAt(colon) == ':' ? skipSpace(colon + 1) : -1;
    }

    private int skipSpace(int from) {
        var i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** What stands between the quotes, its escapes undone: a name has many spellings. */
    private String content(int quote, int end) {
        var closed = end - 1 > quote && text.charAt(end - 1) == '"';
        var raw = text.substring(quote + 1, closed ? end - 1 : end);
        return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
    }

    private static String unescaped(String raw) {
        var plain = new StringBuilder(raw.length());
        for (var i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) != '\\' || i + 1 == raw.length()) {
                plain.append(raw.charAt(i));
            } else if (raw.charAt(i + 1) == 'u' && i + 5 < raw.length() && isHex(raw, i + 2)) {
                plain.append((char) Integer.parseInt(raw, i + 2, i + 6, 16));
                i += 5;
            } else {
                plain.append(raw.charAt(++i));
            }
        }
        return plain.toString();
    }

    private static boolean isHex(String text, int from) {
        return text.substring(from, from + 4).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private void maskValue() {
        if (at == text.length()) {
            return;
        }
        var end = endOfValue(at);
        var isText = text.charAt(at) == '"';
        var secret = isText ? content(at, end) : text.substring(at, end);
        if (secret.isEmpty() || !isText && Set.of("null", "true", "false").contains(secret)) {
            copyTo(end);
        } else {
            out.append('"').append(Secrets.mask(secret)).append('"');
            at = end;
        }
    }

    /** A client's mistake may have put an object where a text belongs; it is as secret. */
    private int endOfValue(int start) {
        var depth = 0;
        var i = start;
        while (i < text.length()) {
            var c = text.charAt(i);
            if (depth == 0 && (c == ',' || c == '}' || c == ']' || Character.isWhitespace(c))) {
                return i;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            i = c == '"' ? endOfString(i) : i + 1;
            if (depth == 0 && (c == '"' || c == '}' || c == ']')) {
                return i;
            }
        }
        return i;
    }
}
