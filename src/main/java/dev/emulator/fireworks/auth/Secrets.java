package dev.emulator.fireworks.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.util.StringUtils;

/**
 * Masks secrets in all output. A value is a secret by the name of its header, field or parameter ({@link SecretNames}), or by its format
 * ({@link SecretPatterns}), in any encoding.
 *
 * <p>The resource name of a secret, as in {@code credentialsSecret}, is not a secret.
 */
public final class Secrets {

    public static final String AUTHORIZATION = "Authorization";
    public static final String API_KEY = "X-Api-Key";

    /** The vendor's resource for secrets has the secret in a field {@code value}, a name that is harmless elsewhere. */
    private static final String SECRETS_COLLECTION = "/secrets";

    /** Too few digits to verify a guess, and enough to distinguish two keys. */
    private static final int DIGITS = 4;

    static final String STARS = "***";
    static final int MASK_LENGTH = STARS.length() + DIGITS;

    /** Shorter beginnings of a truncated secret occur in any text. */
    private static final int SHORTEST_PART = 4;

    private static final int LONGEST_PART = 256;

    /** Bounds the work; no real request has this many secrets. */
    private static final int MOST_QUOTED = 64;

    private Secrets() {}

    /** Returns the mask of a secret. It reveals nothing of the secret, but different secrets mostly have different masks. */
    public static String mask(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return STARS + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Masks the value of a header, except for the authorization scheme. */
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

    /** Masks the value of a field. */
    public static String field(String name, String value) {
        return SecretNames.isSecret(name) && !value.isEmpty() ? mask(value) : text(value);
    }

    /** Masks the secrets in any text, such as a path, a query, a message or a document. */
    public static String text(String text) {
        return masked(text, false);
    }

    /**
     * Masks the secrets in a body or a query, in any format, complete or truncated.
     *
     * @param path the path of the request
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

    private static String quoted(String mask, boolean isList) {
        return isList ? "[\"" + mask + "\"]" : '"' + mask + '"';
    }

    private static String masked(String text, boolean valueIsSecret) {
        var secrets = SecretFinder.find(text, valueIsSecret);
        if (secrets.isEmpty()) {
            return text;
        }
        var masked = new StringBuilder(text.length());
        var at = 0;
        for (var secret : secrets) {
            masked.append(text, at, secret.start());
            var mask = mask(secret.content());
            masked.append(secret.bare() ? quoted(mask, text.charAt(secret.start()) == '[') : mask);
            at = secret.end();
        }
        return masked.append(text, at, text.length()).toString();
    }

    /** Masks the secrets in a message about a text, which may quote a secret of that text, or the beginning of one. */
    public static String message(String message, String about) {
        var masked = message;
        var secrets = SecretFinder.find(about, false);
        for (var secret : secrets.subList(0, Math.min(MOST_QUOTED, secrets.size()))) {
            var content = secret.content();
            masked = masked.replace(content, mask(content));
            var part = Math.min(LONGEST_PART, Math.min(content.length(), masked.length()));
            while (part >= SHORTEST_PART && !masked.regionMatches(masked.length() - part, content, 0, part)) {
                part--;
            }
            if (part >= SHORTEST_PART) {
                masked = masked.substring(0, masked.length() - part) + mask(content);
            }
        }
        return text(masked);
    }
}
