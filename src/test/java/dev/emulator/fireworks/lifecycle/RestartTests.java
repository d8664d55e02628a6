package dev.emulator.fireworks.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Ledger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an emulator knows, the next one on the same data goes on with. */
class RestartTests {

    private static final String ACCOUNT = "acme";

    @TempDir
    Path directory;

    List<String> database() {
        return Emulator.in(directory);
    }

    @Test
    void overdueJobsCatchUpInOrderAtTheTimesTheyWerePlannedFor() {
        Instant created;
        try (var emulator = Emulator.startWithStoryTime(database())) {
            var client = emulator.client(ACCOUNT);
            created = emulator.time().now();
            for (int i = 0; i < 3; i++) {
                client.create("job-" + i);
                emulator.time().passes(Duration.ofMillis(400));
            }
            client.cancel("job-2");
            assertThat(emulator.ledger().of(ACCOUNT))
                    .extracting(Object::toString)
                    .containsExactly("CREATING>RUNNING", "CREATING>CANCELLING");
        }
        try (var emulator = Emulator.startWithStoryTime(database())) {
            var client = emulator.client(ACCOUNT);
            assertThat(client.get("job-0").state()).isEqualTo("JOB_STATE_RUNNING");
            assertThat(client.get("job-1").state()).isEqualTo("JOB_STATE_CREATING");

            emulator.time().passes(Duration.ofDays(1));
            assertThat(client.get("job-0").state()).isEqualTo("JOB_STATE_COMPLETED");
            assertThat(client.get("job-1").state()).isEqualTo("JOB_STATE_COMPLETED");
            assertThat(client.get("job-2").state()).isEqualTo("JOB_STATE_CANCELLED");
            assertThat(client.totalSize()).isEqualTo(3);

            var lives = List.copyOf(emulator.ledger().histories(ACCOUNT).values());
            assertPlanned(lives.get(0), created, 1000, 6000);
            assertPlanned(lives.get(1), created, 1400, 6400);
            assertPlanned(lives.get(2), created, 1200, 1700);
        }
    }

    private static void assertPlanned(List<Ledger.Change> life, Instant created, int... millis) {
        assertThat(life).hasSize(millis.length);
        for (int i = 0; i < millis.length; i++) {
            assertThat(life.get(i).at()).isCloseTo(created.plusMillis(millis[i]), within(1, ChronoUnit.MICROS));
        }
    }
}
