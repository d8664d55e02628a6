package dev.emulator.fireworks.control;

import dev.emulator.fireworks.AuthProperties.Key;
import dev.emulator.fireworks.EmulatorProperties;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The URL, API key and account of an emulator, as the environment variables that clients of the service read.
 *
 * @param baseUrl without a slash at the end
 */
public record ClientEnvironment(String baseUrl, String apiKey, String accountId) {

    /** Values that no shell needs to have quoted. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private static final String ANY_KEY = "fw_local";

    /**
     * Returns the environment of the first account: that of the first listed key, or the one that all keys open.
     *
     * @param listening the URL at which the emulator listens; a configured public URL takes precedence
     */
    public static ClientEnvironment of(EmulatorProperties properties, String listening) {
        var keys = properties.auth().keys();
        var account = keys.isEmpty() ? properties.account() : keys.get(0).account();
        return of(properties, listening, account).orElseThrow();
    }

    /** Returns the environment of one account; empty if keys are listed and none of them opens it. */
    public static Optional<ClientEnvironment> of(EmulatorProperties properties, String listening, String account) {
        var url = Objects.requireNonNullElse(properties.publicUrl(), listening);
        return key(properties.auth().keys(), account).map(key -> new ClientEnvironment(url, key, account));
    }

    private static Optional<String> key(List<Key> keys, String account) {
        return keys.isEmpty()
                ? Optional.of(ANY_KEY)
                : keys.stream()
                        .filter(key -> key.account().equals(account))
                        .map(Key::key)
                        .findFirst();
    }

    /** Returns the names and values of the variables, in the order in which they are printed. */
    public Map<String, String> variables() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("FIREWORKS_BASE_URL", baseUrl);
        variables.put("FIREWORKS_API_KEY", apiKey);
        variables.put("FIREWORKS_ACCOUNT_ID", accountId);
        return variables;
    }

    /** Returns one {@code export} line for a POSIX shell. */
    public String export() {
        return variables().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + quoted(variable.getValue()))
                .collect(Collectors.joining(" ", "export ", ""));
    }

    /** Returns whether a value needs no quotes in a shell or a dotenv file. */
    public static boolean isPlain(String value) {
        return PLAIN.matcher(value).matches();
    }

    static String quoted(String value) {
        return isPlain(value) ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
