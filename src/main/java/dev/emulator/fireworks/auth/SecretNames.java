package dev.emulator.fireworks.auth;

import java.util.List;
import java.util.Set;

/** Decides by the name of a header, field or parameter whether its value is a secret. Case and separators are ignored. */
final class SecretNames {

    /** Longer names are not examined. */
    static final int LONGEST = 256;

    private static final String TOKEN = "token";

    /** Endings without separators, so that {@code X-Wandb-Api-Key} and {@code wandbApiKey} have the same. */
    private static final List<String> ENDINGS = List.of(
            "accesskey",
            "accountkey",
            "adminkey",
            "anthropickey",
            "apikey",
            "authkey",
            "authorization",
            "awskey",
            "azurekey",
            "bearer",
            "connectionstring",
            "cookie",
            "credential",
            "encryptionkey",
            "fireworkskey",
            "functionskey",
            "hfkey",
            "huggingfacekey",
            "jwt",
            "licensekey",
            "masterkey",
            "openaikey",
            "passcode",
            "passphrase",
            "passwd",
            "password",
            "privatekey",
            "pwd",
            "secret",
            "secretkey",
            "servicekey",
            "sessionid",
            "sessionkey",
            "signingkey",
            "sshkey",
            "subscriptionkey",
            "wandbkey");

    private static final Set<String> WHOLE = Set.of("auth", "otp", "pass", "pat", "session", "sid", "xauth");

    /** Names that are secret only in the query of a URL, or in a form. */
    private static final Set<String> WHOLE_PARAMETERS = Set.of("key", "sig");

    private static final String SIGNATURE = "signature";

    /** Tokens that are not secret: page tokens, tokens of text, and counts of them. */
    private static final List<String> PLAIN_TOKENS = List.of(
            "bostoken",
            "clstoken",
            "continuationtoken",
            "endtoken",
            "eostoken",
            "firsttoken",
            "imagetoken",
            "lasttoken",
            "masktoken",
            "maxtoken",
            "mintoken",
            "nexttoken",
            "numtoken",
            "padtoken",
            "pagetoken",
            "pertoken",
            "resumetoken",
            "septoken",
            "specialtoken",
            "starttoken",
            "stoptoken",
            "synctoken",
            "unktoken");

    private static final List<String> SECRET_TOKENS =
            List.of("accesstokens", "apitokens", "authtokens", "bearertokens", "refreshtokens");

    /** Suffixes that are ignored. */
    private static final List<String> QUALIFIERS =
            List.of("base64", "b64", "confirm", "confirmation", "hash", "plain", "plaintext", "raw", "value");

    private SecretNames() {}

    /** Returns whether a name is secret. For a path such as {@code wandbConfig.apiKey} or {@code user[password]}, one secret part is enough. */
    static boolean isSecret(CharSequence name) {
        return anyPart(name, false);
    }

    /** Returns whether the name of a URL or form parameter is secret, which includes names that are harmless elsewhere. */
    static boolean isSecretParameter(CharSequence name) {
        return anyPart(name, true);
    }

    /** Returns whether a name is one of the given ones, which are in lower case without separators. */
    static boolean isSpelling(CharSequence name, Set<String> plain) {
        return name.length() <= LONGEST && plain.contains(letters(name, 0, name.length()));
    }

    private static boolean anyPart(CharSequence name, boolean parameter) {
        if (name.length() > LONGEST) {
            return false;
        }
        var start = 0;
        for (var i = 0; i <= name.length(); i++) {
            if (i == name.length() || ".[]/:".indexOf(name.charAt(i)) >= 0) {
                if (i > start && isSecretPart(letters(name, start, i), parameter)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static String letters(CharSequence name, int from, int to) {
        var letters = new StringBuilder(to - from);
        for (var i = from; i < to; i++) {
            var c = name.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                letters.append((char) (c + 'a' - 'A'));
            } else if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                letters.append(c);
            }
        }
        return letters.toString();
    }

    private static boolean isSecretPart(String part, boolean parameter) {
        var name = withoutQualifier(part);
        if (WHOLE.contains(name)) {
            return true;
        }
        if (parameter && (WHOLE_PARAMETERS.contains(name) || name.endsWith(SIGNATURE))) {
            return true;
        }
        if (name.endsWith(TOKEN + 's')) {
            return endsWithAny(name, SECRET_TOKENS);
        }
        var one = name.endsWith("s") && !name.endsWith("ss") ? name.substring(0, name.length() - 1) : name;
        return one.endsWith(TOKEN) ? !endsWithAny(one, PLAIN_TOKENS) : endsWithAny(one, ENDINGS);
    }

    private static String withoutQualifier(String part) {
        for (var qualifier : QUALIFIERS) {
            if (part.length() > qualifier.length() && part.endsWith(qualifier)) {
                return part.substring(0, part.length() - qualifier.length());
            }
        }
        var end = part.length();
        while (end > 0 && Character.isDigit(part.charAt(end - 1))) {
            end--;
        }
        return part.substring(0, end);
    }

    private static boolean endsWithAny(String name, List<String> endings) {
        for (var ending : endings) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
