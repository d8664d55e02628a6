package dev.emulator.fireworks.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.util.StringUtils;

/**
 * The one rule on secrets. A value is a secret by the name of its header, field or parameter ({@link SecretNames}), or by its looks
 * ({@link SecretPatterns}), in any encoding. All reports on requests are masked here.
 *
 * <p>The name of a secret, such as {@code credentialsSecret} has, is none.
 */
public final class Secrets {

    public static final String AUTHORIZATION = "Authorization";
    public static final String API_KEY = "X-Api-Key";

    /** The vendor's secrets have theirs in a field that means nothing elsewhere. */
    private static final String SECRETS_COLLECTION = "/secrets";

    /** So few that nobody can check a guess by them, and enough to tell two keys apart. */
    private static final int DIGITS = 4;

    static final String STARS = "***";
    static final int MASK_LENGTH = STARS.length() + DIGITS;

    /** Shorter parts of a secret that was cut off are found in any text. */
    private static final int SHORTEST_PART = 4;

    private static final int LONGEST_PART = 256;

    /** A document with more secrets than this is no client's. */
    private static final int MOST_QUOTED = 64;

    private Secrets() {}

    /** What is told instead of a secret: nothing of it, but something by which to tell two of them apart. */
    public static String mask(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return STARS + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The value of a header as it may be told. Which scheme a key came by may be told too. */
    public static String header(String name, String value) {
        if (!SecretNames.isSecret(name) || value.isEmpty()) {
            return text(value);
        }
        var space = value.indexOf(' ');
        return space > 0 && isScheme(value.substring(0, space))
                ? value.substring(0, space + 1) + mask(value.substring(space).strip())
                : mask(value);
    }

    static boolean isScheme(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "bearer", "basic", "digest", "token" -> true;
            default -> false;
        };
    }

    /** The value of a field as it may be told. */
    public static String field(String name, String value) {
        return SecretNames.isSecret(name) && !value.isEmpty() ? mask(value) : text(value);
    }

    /** Any text as it may be told, such as a path, a query, a message or a document. */
    public static String text(String text) {
        return masked(text, false);
    }

    /**
     * A body or a query as it may be told, of any format, whole or cut off.
     *
     * @param path of the call it belongs to
     */
    public static String body(String path, String body) {
        return masked(body, decoded(path).contains(SECRETS_COLLECTION));
    }

    private static String decoded(String path) {
        try {
            return path.indexOf('%') < 0 ? path : StringUtils.uriDecode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private static String masked(String text, boolean valueIsSecret) {
        var secrets = SecretFinder.find(text, valueIsSecret);
        if (secrets.isEmpty()) {
            return text;
        }
        var told = new StringBuilder(text.length());
        var at = 0;
        for (var secret : secrets) {
            told.append(text, at, secret.start());
            var mask = mask(secret.content());
            told.append(secret.bare() ? '"' + mask + '"' : mask);
            at = secret.end();
        }
        return told.append(text, at, text.length()).toString();
    }

    /** A message on a text as it may be told, where it may quote a secret of that text, or the beginning of one. */
    public static String message(String message, String about) {
        var told = message;
        var secrets = SecretFinder.find(about, false);
        for (var secret : secrets.subList(0, Math.min(MOST_QUOTED, secrets.size()))) {
            var content = secret.content();
            told = told.replace(content, mask(content));
            var part = Math.min(LONGEST_PART, Math.min(content.length(), told.length()));
            while (part >= SHORTEST_PART && !told.regionMatches(told.length() - part, content, 0, part)) {
                part--;
            }
            if (part >= SHORTEST_PART) {
                told = told.substring(0, told.length() - part) + mask(content);
            }
        }
        return text(told);
    }
}
