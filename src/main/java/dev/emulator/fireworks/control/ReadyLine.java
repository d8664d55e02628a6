package dev.emulator.fireworks.control;

import dev.emulator.fireworks.EmulatorProperties;
import java.util.Objects;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells, as the last line of the start, what to paste into the shell that runs the client. */
@Component
class ReadyLine {

    private final EmulatorProperties properties;

    ReadyLine(EmulatorProperties properties) {
        this.properties = properties;
    }

    @EventListener
    @SuppressWarnings("SystemOut")
    void ready(ApplicationReadyEvent event) {
        var port = event.getApplicationContext().getEnvironment().getProperty("local.server.port");
        if (port != null) {
            System.out.println(line(port));
        }
    }

    private String line(String port) {
        var url = Objects.requireNonNullElse(properties.publicUrl(), "http://localhost:" + port);
        var keys = properties.auth().keys();
        var key = keys.isEmpty() ? "fw_local" : keys.get(0).key();
        var account = keys.isEmpty() ? properties.account() : keys.get(0).account();
        return "Ready. export FIREWORKS_BASE_URL=" + url + " FIREWORKS_API_KEY=" + key + " FIREWORKS_ACCOUNT_ID="
                + account;
    }
}
