package dev.emulator.fireworks.control;

import java.util.Set;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.core.env.Environment;

/** The URL at which an emulator listens, as its settings have it. */
public final class ListeningUrl {

    /** What is reached by the name of localhost as well. */
    private static final Set<String> LOCALHOST = Set.of("", "localhost", "0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    private ListeningUrl() {}

    /**
     * Without a slash at the end.
     *
     * @param environment attached to Spring Boot's view of it
     * @param port the one that was bound, which settings may leave open
     */
    public static String of(Environment environment, String port) {
        var address = environment.getProperty("server.address", "").strip();
        var literal = address.contains(":") ? "[" + address + "]" : address;
        return (isTls(environment) ? "https://" : "http://") + (LOCALHOST.contains(address) ? "localhost" : literal)
                + ":" + port;
    }

    /** Whether any setting of {@code server.ssl} switches TLS on. */
    public static boolean isTls(Environment environment) {
        return Binder.get(environment)
                .bind("server.ssl", Ssl.class)
                .map(ssl -> Ssl.isEnabled(ssl))
                .orElse(false);
    }
}
