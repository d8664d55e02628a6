package dev.emulator.fireworks.auth;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the API key of a request. */
public final class Credentials {

    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S.*)", Pattern.CASE_INSENSITIVE);

    private Credentials() {}

    /**
     * Returns the API key; null if it is missing or malformed.
     *
     * @param header returns the value of a header by name, or null
     */
    public static @Nullable String in(Function<String, @Nullable String> header) {
        var authorization = header.apply(Secrets.AUTHORIZATION);
        if (authorization != null) {
            var bearer = BEARER.matcher(authorization);
            return bearer.matches() ? bearer.group(1) : null;
        }
        return Optional.ofNullable(header.apply(Secrets.API_KEY))
                .filter(key -> !key.isBlank())
                .map(String::strip)
                .orElse(null);
    }
}
