package dev.emulator.fireworks.auth;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds Base64 in a text, in the standard and the URL alphabet, if it encodes text. */
final class Base64Runs {

    /** The length of eight encoded bytes; shorter runs are ignored. */
    private static final int SHORTEST = 11;

    /** The first bytes must be ASCII text; binary data is recognised within this many bytes. */
    private static final int PLAIN_BYTES = 12;

    private final String text;

    Base64Runs(String text) {
        this.text = text;
    }

    interface Found {
        void at(int start, int end);
    }

    /** @param wanted tests the decoded text of a run */
    void forEach(Predicate<String> wanted, Found found) {
        var at = 0;
        while (at < text.length()) {
            if (digit(text.charAt(at)) < 0) {
                at++;
                continue;
            }
            var end = at;
            while (end < text.length() && digit(text.charAt(end)) >= 0) {
                end++;
            }
            run(at, end, wanted, found);
            at = end;
        }
    }

    /** A slash is a Base64 digit, but also separates segments of a path, so segments are tested alone too. */
    private void run(int start, int end, Predicate<String> wanted, Found found) {
        if (end - start < SHORTEST || test(start, end, wanted, found)) {
            return;
        }
        var from = start;
        for (var i = start; i <= end; i++) {
            if (i == end || text.charAt(i) == '/') {
                if (i - from >= SHORTEST && i - from < end - start) {
                    test(from, i, wanted, found);
                }
                from = i + 1;
            }
        }
    }

    private boolean test(int start, int end, Predicate<String> wanted, Found found) {
        var plain = decoded(start, end);
        if (plain == null || !wanted.test(plain)) {
            return false;
        }
        var padded = end;
        while (padded < text.length() && padded < end + 2 && text.charAt(padded) == '=') {
            padded++;
        }
        found.at(start, padded);
        return true;
    }

    /** Returns the decoded text, or null for binary data, which the first bytes mostly show. */
    private @Nullable String decoded(int start, int end) {
        var plain = new StringBuilder();
        var bits = 0;
        var count = 0;
        for (var i = start; i < end; i++) {
            bits = bits << 6 | digit(text.charAt(i));
            count += 6;
            if (count >= 8) {
                count -= 8;
                var c = (char) (bits >> count & 0xff);
                if (!isText(c, plain.length())) {
                    return null;
                }
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private static boolean isText(char c, int at) {
        return c >= ' ' && c < 0x7f || c == '\n' || c == '\r' || c == '\t' || c >= 0x80 && at >= PLAIN_BYTES;
    }

    private static int digit(char c) {
        if (c >= 'A' && c <= 'Z') {
            return c - 'A';
        }
        if (c >= 'a' && c <= 'z') {
            return c - 'a' + 26;
        }
        if (c >= '0' && c <= '9') {
            return c - '0' + 52;
        }
        return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
    }
}
