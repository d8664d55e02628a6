package dev.emulator.fireworks.auth;

import java.util.List;
import java.util.Set;

/** Decides by the name of a header, field or parameter whether its value is a secret. Case and separators do not matter. */
final class SecretNames {

    /** No name that means anything is longer. */
    static final int LONGEST = 256;

    private static final String TOKEN = "token";

    /** {@code X-Wandb-Api-Key} and {@code wandbApiKey} end in the same way. */
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

    /** In the query of an address, or in a form. */
    private static final Set<String> WHOLE_PARAMETERS = Set.of("key", "sig");

    private static final String SIGNATURE = "signature";

    /** Tokens of pages and of texts, and numbers of them. */
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

    /** What a name may go on with and still mean the same. */
    private static final List<String> QUALIFIERS =
            List.of("base64", "b64", "confirm", "confirmation", "hash", "plain", "plaintext", "raw", "value");

    private SecretNames() {}

    /** Of a path such as {@code wandbConfig.apiKey} or {@code user[password]}, one part is enough. */
    static boolean isSecret(CharSequence name) {
        return anyPart(name, false);
    }

    /** Names that mean something else outside of an address or a form count as well. */
    static boolean isSecretParameter(CharSequence name) {
        return anyPart(name, true);
    }

    /** Whether a name is this one, which is in lower-case letters. */
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
