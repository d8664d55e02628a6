package dev.emulator.fireworks.auth;

import java.util.Set;

/**
 * Finds the secrets in one text of any format, complete or truncated: JSON, a form, a query, headers, a filter, XML or a sentence. It goes
 * through the text once.
 */
final class SecretScanner {

    /** {@code {"name": "X-Api-Key", "value": …}} and the parts of a form say the name in a field of its own. */
    private static final Set<String> NAMING = Set.of("name", "key", "keyname", "header", "variable", "field");

    private static final Set<String> VALUE = Set.of("value");

    /** Where in a part of a form the name is followed by others before the value comes. */
    private static final Set<String> OF_PARTS = Set.of("contenttype", "filename", "contenttransferencoding");

    interface Found {
        /** @param bare whether a text in quotes has to take its place */
        void at(int start, int end, boolean bare);
    }

    private final String text;
    private final SecretPatterns patterns;
    private final boolean valueIsSecret;
    private final Found found;
    private boolean named;
    private int at;
    private long steps;

    /** @param valueIsSecret whether a field that is called {@code value} has a secret */
    SecretScanner(String text, boolean valueIsSecret, Found found) {
        this.text = text;
        this.patterns = new SecretPatterns(text);
        this.valueIsSecret = valueIsSecret;
        this.found = found;
    }

    /** @return how many characters were looked at, those before and after separators again */
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

    /** Passes over what ends there if that is a secret, and over one character if nothing is. */
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

    /** The value of a form's part begins after an empty line. */
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

    /** Whether a text in quotes follows. */
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

    /** The password of an address; without one, a name that is rather a key. */
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
