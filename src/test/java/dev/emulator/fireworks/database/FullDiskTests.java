package dev.emulator.fireworks.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Await;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** H2 closes its database when it cannot write. The emulator reports this, and opens the database again when there is space. */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
class FullDiskTests {

    private static final int CALLS = 100;

    @TempDir
    private Path directory;

    @BeforeAll
    static void prepare() {
        FullDisk.register();
    }

    @AfterEach
    void clean() {
        FullDisk.freeSpace();
    }

    @Test
    void theEmulatorReportsAFullDiskAndRecoversWhenThereIsSpace(CapturedOutput output) {
        var url = "jdbc:h2:full:" + directory + "/fireworks;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;"
                + "DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
        var acknowledged = new ArrayList<String>();
        try (var emulator = Emulator.start(List.of("--spring.datasource.url=" + url))) {
            var client = emulator.client("acme");
            create(client, "before", acknowledged);

            FullDisk.fill();
            for (int i = 0; i < CALLS; i++) {
                var refusal = client.create("full-" + i);
                assertThat(refusal.status()).isEqualTo(503);
                assertThat(refusal.json().path("code").asInt()).isEqualTo(14);
            }
            var readiness = readiness(client);
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.json().path("details").path("reason").asString())
                    .isEqualTo("the emulator's disk is full");
            assertThat(output.toString())
                    .contains("the emulator's disk is full")
                    .contains("No space left on device");
            assertThat(output.toString().lines().filter(line -> line.contains("ERROR") || line.contains("WARN")))
                    .hasSizeLessThan(10);

            FullDisk.freeSpace();
            Await.until("it is ready", () -> readiness(client).status() == 200);
            create(client, "after", acknowledged);
            assertThat(acknowledged).allMatch(id -> client.get(id).status() == 200);
        }
        try (var emulator = Emulator.start(List.of("--spring.datasource.url=" + url))) {
            var client = emulator.client("acme");
            assertThat(acknowledged).hasSize(40).allMatch(id -> client.get(id).status() == 200);
        }
    }

    private static void create(Client client, String prefix, List<String> acknowledged) {
        for (int i = 0; i < 20; i++) {
            var id = prefix + "-" + i;
            assertThat(client.create(id).status()).isEqualTo(200);
            acknowledged.add(id);
        }
    }

    private static Client.Answer readiness(Client client) {
        return client.send("GET", "/_emulator/health/readiness", "");
    }
}
