package dev.emulator.fireworks.control;

import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;

/** Derives the URL at which an emulator listens from its settings. */
public final class ListeningUrl {

    /** Addresses of sockets that {@code localhost} reaches. */
    private static final Set<String> LOCALHOST = Set.of("", "localhost", "0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    private ListeningUrl() {}

    /**
     * Returns the URL without a slash at the end.
     *
     * @param environment with Spring Boot's configuration property sources attached
     * @param port the port that was bound, as the settings may say 0
     */
    public static String of(Environment environment, String port) {
        var address = environment.getProperty("server.address", "").strip();
        var literal = address.contains(":") ? "[" + address + "]" : address;
        return (isTls(environment) ? "https://" : "http://") + (LOCALHOST.contains(address) ? "localhost" : literal)
                + ":" + port;
    }

    /** Returns whether the settings under {@code server.ssl} enable TLS. */
    public static boolean isTls(Environment environment) {
        return Binder.get(environment)
                .bind("server.ssl", Ssl.class)
                .map(ssl -> Ssl.isEnabled(ssl))
                .orElse(false);
    }
}
