package dev.emulator.fireworks.auth;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the key that a request brings along. */
public final class Credentials {

    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S.*)", Pattern.CASE_INSENSITIVE);

    private Credentials() {}

    /**
     * The key; unset where there is none, or none that can be read.
     *
     * @param header the value of a header by its name, unset where the request has none of it
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
