package dev.emulator.fireworks.auth;

import java.util.Set;

/**
 * Finds the secrets in a text of any format, complete or truncated, in one pass: JSON, a form, a query, headers, a filter, XML or a
 * sentence.
 */
final class SecretScanner {

    /** Fields with the name of another value, as in {@code {"name": "X-Api-Key", "value": …}} and in the parts of a form. */
    private static final Set<String> NAMING = Set.of("name", "key", "keyname", "header", "variable", "field");

    private static final Set<String> VALUE = Set.of("value");

    /** Headers in a part of a form that may come between the name and the value. */
    private static final Set<String> OF_PARTS = Set.of("contenttype", "filename", "contenttransferencoding");

    interface Found {
        /** @param bare whether the mask needs quotes */
        void at(int start, int end, boolean bare);
    }

    private final String text;
    private final SecretPatterns patterns;
    private final boolean valueIsSecret;
    private final Found found;
    private boolean named;
    private int at;
    private long steps;

    /** @param valueIsSecret whether fields with the name {@code value} are secret */
    SecretScanner(String text, boolean valueIsSecret, Found found) {
        this.text = text;
        this.patterns = new SecretPatterns(text);
        this.valueIsSecret = valueIsSecret;
        this.found = found;
    }

    /** @return how many characters were examined, counting those around separators twice */
    long scan() {
        while (at < text.length()) {
            var c = text.charAt(at);
            switch (c) {
                case ':', '=', '<', '>' -> separator(c);
                case '-' -> take(patterns.endOfPrivateKey(at));
                case '\n' -> line();
                default -> word(c);
            }
        }
        return text.length() + steps;
    }

    /** Records the secret up to {@code end} and moves there; without a secret, moves on by one character. */
    private void take(int end) {
        if (end > at) {
            found.at(at, end, false);
            at = end;
        } else {
            at++;
        }
    }

    private void word(char c) {
        if (!SecretPatterns.isAlphanumeric(c) || at > 0 && SecretPatterns.isAlphanumeric(text.charAt(at - 1))) {
            at++;
            return;
        }
        var credential = c == 'b' || c == 'B' ? patterns.startOfCredential(at) : at;
        if (credential > at) {
            at = credential;
            take(patterns.endOfCredential(credential));
        } else {
            take(patterns.endOfKey(at));
        }
    }

    /** The value in a part of a form begins after an empty line. */
    private void line() {
        var next = at + 1 < text.length() && text.charAt(at + 1) == '\r' ? at + 2 : at + 1;
        if (!named || next >= text.length() || text.charAt(next) != '\n') {
            at++;
            return;
        }
        named = false;
        var end = text.indexOf("\n--", next);
        at = next + 1;
        if (at < (end < 0 ? text.length() : end)) {
            take(end < 0 ? text.length() : end > at && text.charAt(end - 1) == '\r' ? end - 1 : end);
        }
    }

    private void separator(char c) {
        if (c == ':' && text.startsWith("//", at + 1)) {
            authority();
            return;
        }
        var label = Label.before(text, at);
        steps += at - label.start();
        at++;
        if (label.isEmpty() || label.isNested() || !isLabel(label, c)) {
            return;
        }
        if (isSecret(label)) {
            var value = LabelledValue.of(label);
            steps += value.end() - at;
            if (value.canBeSecret()) {
                found.at(value.start(), value.end(), value.bare());
            }
            at = Math.max(at, value.end());
        } else if (SecretNames.isSpelling(label.name(), NAMING)) {
            var name = LabelledValue.beginningOf(label, SecretNames.LONGEST);
            steps += name.end() - name.start();
            named = SecretNames.isSecret(name.content());
        } else if (!SecretNames.isSpelling(label.name(), OF_PARTS)) {
            named = false;
        }
    }

    private boolean isLabel(Label label, char separator) {
        return switch (separator) {
            case '=' -> true;
            case ':' -> label.quoted() || label.isTight() || label.isAtStart();
            case '>' -> label.isXmlTag() || isCompared();
            default -> isCompared();
        };
    }

    /** Returns whether a quoted string follows. */
    private boolean isCompared() {
        var next = at < text.length() && text.charAt(at) == ' ' ? at + 1 : at;
        return next < text.length() && Label.isQuote(text.charAt(next));
    }

    private boolean isSecret(Label label) {
        var name = label.name();
        return label.isParameter() && SecretNames.isSecretParameter(name)
                || SecretNames.isSecret(name)
                || (valueIsSecret || named) && SecretNames.isSpelling(name, VALUE);
    }

    /** Finds the password of a URL, or a user name that looks like a key. */
    private void authority() {
        var start = at + 3;
        var end = start;
        var host = -1;
        var colon = -1;
        while (end < text.length() && !Label.isBlank(text.charAt(end)) && "/?#\"'<>\\".indexOf(text.charAt(end)) < 0) {
            host = text.charAt(end) == '@' ? end : host;
            colon = text.charAt(end) == ':' && colon < 0 ? end : colon;
            end++;
        }
        at = start;
        if (host > start && colon >= 0 && colon < host) {
            at = colon + 1;
            take(host);
        } else if (host > start && patterns.endOfCredential(start) >= host) {
            take(host);
        }
    }
}
