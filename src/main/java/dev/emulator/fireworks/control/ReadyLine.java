package dev.emulator.fireworks.control;

import dev.emulator.fireworks.EmulatorProperties;
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
            System.out.println(
                    "Ready. " + ClientEnvironment.of(properties, port).export());
        }
    }
}
