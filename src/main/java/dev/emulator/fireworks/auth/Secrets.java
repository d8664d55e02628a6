package dev.emulator.fireworks.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.util.StringUtils;

/**
 * The one registry of what is a secret: it decides both where a key is looked for and what is never told again. A name counts in any
 * case, with or without {@code _} and {@code -}.
 *
 * <p>The name of a secret, such as {@code credentialsSecret} has, is none.
 */
public final class Secrets {

    public static final String AUTHORIZATION = "Authorization";
    public static final String API_KEY = "X-Api-Key";

    /** Headers whose value is a secret. */
    public static final List<String> HEADERS = List.of(
            AUTHORIZATION,
            API_KEY,
            "Api-Key",
            "Cookie",
            "Proxy-Authorization",
            "Set-Cookie",
            "X-Amz-Security-Token",
            "X-Auth-Token",
            "X-Emulator-Token",
            "X-Goog-Api-Key");

    /** Fields of a JSON body, at any depth, whose value is a secret. */
    public static final List<String> FIELDS = List.of(
            "accessToken",
            "apiKey",
            "awsSecretAccessKey",
            "bearerToken",
            "clientSecret",
            "connectionString",
            "password",
            "privateKey",
            "refreshToken",
            "secretAccessKey",
            "secretKey",
            "token",
            "wandbApiKey");

    /** Parameters of a query, wherever an address is told, whose value is a secret. */
    public static final List<String> PARAMETERS = List.of(
            "key", "sig", "signature", "X-Amz-Credential", "X-Amz-Signature", "X-Goog-Credential", "X-Goog-Signature");

    /** What follows one of these is a key, wherever it stands. */
    public static final List<String> KEY_PREFIXES = List.of("fw_", "fpk_");

    /** The vendor's secrets have theirs in a field that means nothing elsewhere. */
    private static final String SECRETS_FIELD = "value";

    private static final String SECRETS_COLLECTION = "/secrets";

    private static final Set<String> NAMES = all(List.of(HEADERS, FIELDS));
    private static final Set<String> NAMES_IN_SECRETS = all(List.of(HEADERS, FIELDS, List.of(SECRETS_FIELD)));
    private static final Set<String> NAMES_IN_QUERIES = all(List.of(HEADERS, FIELDS, PARAMETERS));

    private static final Pattern PARAMETER =
            Pattern.compile("((?:^|[?&]|\\\\u0026)([\\w.%-]{1,60})=)([^&\\s\"'\\\\<>#]+)");
    private static final Pattern KEY =
            Pattern.compile("(?<![A-Za-z0-9])(?:" + String.join("|", KEY_PREFIXES) + ")[A-Za-z0-9_-]+");
    private static final Pattern SCHEME = Pattern.compile("(?i)(Bearer|Basic|Digest|Token) +(.+)");

    /** So few that nobody can check a guess by them, and enough to tell two keys apart. */
    private static final int DIGITS = 4;

    private Secrets() {}

    /** What is told instead of a secret: nothing of it, but something by which to tell two of them apart. */
    public static String mask(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return "***" + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The value of a header as it may be told. Which scheme a key came by may be told too. */
    public static String header(String name, String value) {
        if (!NAMES.contains(normalized(name))) {
            return text(value);
        }
        var scheme = SCHEME.matcher(value);
        return scheme.matches() ? scheme.group(1) + ' ' + mask(scheme.group(2)) : mask(value);
    }

    /** The value of a field as it may be told. */
    public static String field(String name, String value) {
        return NAMES.contains(normalized(name)) && !value.isEmpty() ? mask(value) : text(value);
    }

    /** Any text as it may be told, such as a path, a query or a message: without keys and without signatures of addresses. */
    public static String text(String text) {
        var withoutParameters = text.indexOf('=') < 0
                ? text
                : PARAMETER
                        .matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(
                                parameter(found.group(), found.group(1), found.group(2), found.group(3))));
        return KEY.matcher(withoutParameters).replaceAll(found -> mask(found.group()));
    }

    private static String parameter(String whole, String start, String name, String value) {
        return NAMES_IN_QUERIES.contains(normalized(decoded(name))) ? start + mask(value) : whole;
    }

    /**
     * A body as it may be told, JSON or not, whole or cut off.
     *
     * @param path of the call it belongs to
     */
    public static String body(String path, String body) {
        return text(SecretFields.mask(body, path.contains(SECRETS_COLLECTION) ? NAMES_IN_SECRETS : NAMES));
    }

    static String normalized(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static String decoded(String name) {
        try {
            return StringUtils.uriDecode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static Set<String> all(List<List<String>> names) {
        return names.stream().flatMap(List::stream).map(Secrets::normalized).collect(Collectors.toUnmodifiableSet());
    }
}
