package dev.emulator.fireworks.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the secrets in a text, including encoded ones: each layer of encoding is removed and searched. The number of layers is limited, so
 * that the work is linear in the length of the text.
 */
final class SecretFinder {

    /** Enough for JSON in a string of JSON, or a URL in a parameter of a URL in JSON. */
    private static final int MOST_LAYERS = 4;

    private static final int MOST_BASE64 = 2;

    private final boolean valueIsSecret;
    private final List<Secret> secrets = new ArrayList<>();
    private long steps;

    /**
     * A secret in a text.
     *
     * @param content the decoded secret
     * @param bare whether it is a JSON value other than a string
     */
    record Secret(int start, int end, String content, boolean bare) {}

    private SecretFinder(boolean valueIsSecret) {
        this.valueIsSecret = valueIsSecret;
    }

    /** Returns the secrets in the order of their positions, without overlaps. */
    static List<Secret> find(String text, boolean valueIsSecret) {
        var finder = new SecretFinder(valueIsSecret);
        finder.search(text, MOST_BASE64);
        return finder.merged(text);
    }

    /** Returns how many characters the search examines, for tests of its cost. */
    static long steps(String text) {
        var finder = new SecretFinder(false);
        finder.search(text, MOST_BASE64);
        return finder.steps;
    }

    private void search(String text, int base64) {
        var layer = DecodedText.of(text);
        for (var i = 0; i < MOST_LAYERS && layer != null; i++) {
            search(layer, i == 0, base64);
            layer = layer.decoded();
        }
    }

    private void search(DecodedText layer, boolean outermost, int base64) {
        var text = layer.text();
        steps += new SecretScanner(
                        text,
                        valueIsSecret,
                        (start, end, bare) -> add(layer, start, end, bare && outermost && base64 == MOST_BASE64))
                .scan();
        if (base64 > 0) {
            new Base64Runs(text)
                    .forEach(plain -> hasSecrets(plain, base64 - 1), (start, end) -> add(layer, start, end, false));
        }
    }

    private boolean hasSecrets(String plain, int base64) {
        var inner = new SecretFinder(valueIsSecret);
        inner.search(plain, base64);
        steps += inner.steps;
        return !inner.secrets.isEmpty();
    }

    private void add(DecodedText layer, int start, int end, boolean bare) {
        secrets.add(
                new Secret(layer.origin(start), layer.origin(end), layer.text().substring(start, end), bare));
    }

    private List<Secret> merged(String text) {
        if (secrets.size() < 2) {
            return secrets;
        }
        secrets.sort(Comparator.comparingInt(Secret::start).thenComparing(Secret::end, Comparator.reverseOrder()));
        var merged = new ArrayList<Secret>();
        var last = secrets.get(0);
        for (var next : secrets) {
            if (next.start() >= last.end()) {
                merged.add(last);
                last = next;
            } else if (next.end() > last.end()) {
                last = new Secret(last.start(), next.end(), text.substring(last.start(), next.end()), false);
            }
        }
        merged.add(last);
        return merged;
    }
}
