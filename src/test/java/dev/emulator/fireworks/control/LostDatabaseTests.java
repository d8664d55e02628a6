package dev.emulator.fireworks.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Postgresql;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.EnabledIfDockerAvailable;

/** What an emulator says when its database has gone away. */
@EnabledIfDockerAvailable
class LostDatabaseTests {

    @Test
    void itLivesButIsNotReadyAndSaysSoToClients() {
        try (var database = Postgresql.container()) {
            database.start();
            var settings = new ArrayList<>(Emulator.on(database));
            settings.add("--spring.datasource.hikari.connection-timeout=500");
            try (var emulator = Emulator.start(settings)) {
                var client = emulator.client("acme");
                assertThat(client.create("job").status()).isEqualTo(200);
                assertThat(client.send("GET", "/_emulator/health/readiness", "").status())
                        .isEqualTo(200);
                database.stop();

                assertThat(client.send("GET", "/_emulator/health/readiness", "").status())
                        .isEqualTo(503);
                assertThat(client.send("GET", "/_emulator/health/liveness", "").status())
                        .isEqualTo(200);
                var refusal = client.get("job");
                assertThat(refusal.status()).isEqualTo(503);
                assertThat(refusal.json().path("code").asInt()).isEqualTo(14);
                assertThat(client.create("another").status()).isEqualTo(503);
            }
        }
    }
}
