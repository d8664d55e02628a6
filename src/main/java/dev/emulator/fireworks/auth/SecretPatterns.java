package dev.emulator.fireworks.auth;

import java.util.List;

/** Recognises secrets by their format: keys of well-known services, JSON web tokens, credentials and private keys. */
final class SecretPatterns {

    /** The characters of a key after its prefix. */
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
     * @param length the least length after the prefix
     * @param random whether the key must contain a digit or a capital letter, to exclude ordinary words
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

    /** The least length of a credential without digits and capital letters. */
    private static final int KEY_LENGTH = 16;

    private final String text;

    /** The end of the last examined run of letters, digits, {@code _} and {@code -}. */
    private int runEnd;

    private int lastRandom = -1;

    SecretPatterns(String text) {
        this.text = text;
    }

    static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /** Returns the end of the key or token at a position, or the position itself if there is none. */
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

    /** Caches the end of the run, because a run may contain many prefixes of keys. */
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

    /** Returns the end of the private key at a position, or the position itself if there is none. */
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

    /** Returns the start of the credential after an authorization scheme at a position, or the position itself if there is none. */
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

    /** Returns the end of a credential, or its start if it looks like an ordinary word. */
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
