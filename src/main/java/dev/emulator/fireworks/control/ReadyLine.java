package dev.emulator.fireworks.control;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.EmulatorProperties.Tls;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Prints the last two lines of the start: the URL, and an {@code export} command to paste into the shell that runs the client. */
@Component
class ReadyLine {

    private final EmulatorProperties properties;

    ReadyLine(EmulatorProperties properties) {
        this.properties = properties;
    }

    @EventListener
    @SuppressWarnings("SystemOut")
    void ready(ApplicationReadyEvent event) {
        var environment = event.getApplicationContext().getEnvironment();
        var port = environment.getProperty("local.server.port");
        if (port != null) {
            var client = ClientEnvironment.of(properties, ListeningUrl.of(environment, port));
            var isElsewhere = properties.publicUrl() == null && isInContainer();
            System.out.println("Ready on " + client.baseUrl()
                    + (isElsewhere ? " in the container; outside, use the port that you published" : ""));
            System.out.println(client.export() + trust(environment));
        }
    }

    /** Clients do not trust a generated certificate unless they are pointed to it. */
    private String trust(Environment environment) {
        return properties.tls() == Tls.OFF
                ? ""
                : " SSL_CERT_FILE="
                        + ClientEnvironment.quoted(environment
                                .getProperty("server.ssl.key-store", "")
                                .replaceFirst("p12$", "pem"));
    }

    /** Docker and Podman create these files in every container. */
    private static boolean isInContainer() {
        return Files.exists(Path.of("/.dockerenv")) || Files.exists(Path.of("/run/.containerenv"));
    }
}
