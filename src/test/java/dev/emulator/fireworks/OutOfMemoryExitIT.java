package dev.emulator.fireworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.EmulatorProcess;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An emulator without memory would be up and never answer; it ends instead, and says what to do. */
class OutOfMemoryExitIT {

    private static final int CALLERS = 16;

    @Test
    void itEndsAndSaysWhatToDo() {
        try (var emulator = EmulatorProcess.start(List.of("-Xmx96m"), List.of())) {
            var body = "{\"datasetId\": \"d\", \"dataset\": {\"displayName\": \"" + "x".repeat(15_000_000) + "\"}}";
            var client = emulator.client("acme");
            var calls = IntStream.range(0, CALLERS)
                    .mapToObj(number -> CompletableFuture.runAsync(() -> {
                        while (emulator.isAlive()) {
                            post(client, body);
                        }
                    }))
                    .toArray(CompletableFuture[]::new);

            assertThat(emulator.end()).isEqualTo(3);
            CompletableFuture.allOf(calls).orTimeout(2, TimeUnit.MINUTES).join();
            assertThat(emulator.output())
                    .contains("The emulator has run out of memory, and ends. Give its JVM a larger heap");
        }
    }

    private static void post(Client client, String body) {
        try {
            client.send("POST", "/v1/accounts/acme/datasets", body);
        } catch (UncheckedIOException e) {
            // Tomcat may still have closed this connection; a client would try again.
        }
    }
}
