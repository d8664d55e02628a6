package dev.emulator.fireworks.auth;

import java.util.List;

/** Recognises the secrets that look like nothing else: keys of well-known services, JSON web tokens, credentials and private keys. */
final class SecretPatterns {

    /** What a key is made of after its prefix. */
    private enum Alphabet {
        WORD,
        ALPHANUMERIC,
        UPPER_CASE;

        boolean has(char c) {
            return switch (this) {
                case WORD -> isAlphanumeric(c) || c == '_' || c == '-';
                case ALPHANUMERIC -> isAlphanumeric(c);
                case UPPER_CASE -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            };
        }
    }

    /**
     * A kind of key.
     *
     * @param length of what follows the prefix, at least
     * @param random whether a digit or a capital letter has to be in it, so that words of a language do not count
     */
    private record Key(String prefix, Alphabet alphabet, int length, boolean random) {}

    private static final List<Key> KEYS = List.of(
            new Key("fw_", Alphabet.WORD, 1, false),
            new Key("fpk_", Alphabet.WORD, 1, false),
            new Key("hf_", Alphabet.ALPHANUMERIC, 8, true),
            new Key("sk-", Alphabet.WORD, 16, true),
            new Key("sk_live_", Alphabet.WORD, 8, true),
            new Key("sk_test_", Alphabet.WORD, 8, true),
            new Key("rk_live_", Alphabet.WORD, 8, true),
            new Key("gsk_", Alphabet.ALPHANUMERIC, 16, true),
            new Key("ghp_", Alphabet.ALPHANUMERIC, 16, true),
            new Key("gho_", Alphabet.ALPHANUMERIC, 16, true),
            new Key("ghs_", Alphabet.ALPHANUMERIC, 16, true),
            new Key("ghu_", Alphabet.ALPHANUMERIC, 16, true),
            new Key("github_pat_", Alphabet.WORD, 16, true),
            new Key("glpat-", Alphabet.WORD, 12, true),
            new Key("hvs.", Alphabet.WORD, 16, true),
            new Key("npm_", Alphabet.ALPHANUMERIC, 24, true),
            new Key("nvapi-", Alphabet.WORD, 16, true),
            new Key("pypi-", Alphabet.WORD, 32, true),
            new Key("wandb_v1_", Alphabet.WORD, 8, true),
            new Key("xoxb-", Alphabet.WORD, 10, true),
            new Key("xoxp-", Alphabet.WORD, 10, true),
            new Key("ya29.", Alphabet.WORD, 16, true),
            new Key("AIza", Alphabet.WORD, 30, true),
            new Key("AKIA", Alphabet.UPPER_CASE, 12, false),
            new Key("ASIA", Alphabet.UPPER_CASE, 12, false));

    private static final String JWT = "eyJ";
    private static final int JWT_PART = 8;

    private static final String PEM = "-----BEGIN ";
    private static final String PEM_END = "-----END ";
    private static final String DASHES = "-----";
    private static final int PEM_LABEL = 64;

    /** Long enough for a key, where nothing else is known of it. */
    private static final int KEY_LENGTH = 16;

    private final String text;

    /** Of the run of letters, digits, {@code _} and {@code -} that was looked at last. */
    private int runEnd;

    private int lastRandom = -1;

    SecretPatterns(String text) {
        this.text = text;
    }

    static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Where the key or token that begins here ends; the same place if none does. */
    int endOfKey(int at) {
        if (text.startsWith(JWT, at)) {
            return endOfJwt(at);
        }
        for (var key : KEYS) {
            if (text.charAt(at) == key.prefix().charAt(0) && text.startsWith(key.prefix(), at)) {
                var start = at + key.prefix().length();
                var end = key.alphabet() == Alphabet.WORD ? endOfRun(start) : end(start, key.alphabet());
                if (end - start >= key.length() && (!key.random() || isRandom(start, end))) {
                    return end;
                }
            }
        }
        return at;
    }

    private static int end(String text, int from, Alphabet alphabet) {
        var end = from;
        while (end < text.length() && alphabet.has(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int end(int from, Alphabet alphabet) {
        return end(text, from, alphabet);
    }

    /** Remembered, because a run may have many beginnings of keys. */
    private int endOfRun(int from) {
        if (from >= runEnd) {
            runEnd = end(from, Alphabet.WORD);
            lastRandom = -1;
            for (var i = runEnd - 1; i >= from && lastRandom < 0; i--) {
                lastRandom = isRandom(text.charAt(i)) ? i : -1;
            }
        }
        return runEnd;
    }

    private boolean isRandom(int from, int to) {
        if (to == runEnd) {
            return lastRandom >= from;
        }
        for (var i = from; i < to; i++) {
            if (isRandom(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isRandom(char c) {
        return c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private int endOfJwt(int at) {
        var first = endOfRun(at);
        if (first - at < JWT_PART || first == text.length() || text.charAt(first) != '.') {
            return at;
        }
        var second = end(first + 1, Alphabet.WORD);
        if (second - first <= JWT_PART) {
            return at;
        }
        return second < text.length() && text.charAt(second) == '.' ? end(second + 1, Alphabet.WORD) : second;
    }

    /** Where the private key that begins here ends; the same place if none does. */
    int endOfPrivateKey(int at) {
        if (!text.startsWith(PEM, at)) {
            return at;
        }
        var label = at + PEM.length();
        var body = text.indexOf(DASHES, label);
        if (body < 0 || body - label > PEM_LABEL || !text.substring(label, body).contains("PRIVATE KEY")) {
            return at;
        }
        var end = text.indexOf(PEM_END, body);
        var closed = end < 0 ? -1 : text.indexOf(DASHES, end + PEM_END.length());
        return closed < 0 ? text.length() : closed + DASHES.length();
    }

    /** Where the credential begins, if a scheme of the {@code Authorization} header stands here; the same place if none does. */
    int startOfCredential(int at) {
        var scheme = at;
        if (text.regionMatches(true, at, "bearer", 0, 6)) {
            scheme = at + 6;
        } else if (text.regionMatches(true, at, "basic", 0, 5)) {
            scheme = at + 5;
        }
        var start = scheme;
        while (start > at && start < text.length() && (text.charAt(start) == ' ' || text.charAt(start) == '+')) {
            start++;
        }
        return start > scheme ? start : at;
    }

    /** Where a credential ends; where it begins, if it is rather a word of a sentence. */
    int endOfCredential(int start) {
        var end = start;
        var random = false;
        while (end < text.length() && isCredential(text.charAt(end))) {
            random |= end > start && isRandom(text.charAt(end));
            end++;
        }
        return random && end - start >= JWT_PART - 2 || end - start >= KEY_LENGTH ? end : start;
    }

    private static boolean isCredential(char c) {
        return isAlphanumeric(c) || "-._~+/=".indexOf(c) >= 0;
    }
}
