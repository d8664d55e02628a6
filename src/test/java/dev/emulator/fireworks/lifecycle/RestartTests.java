package dev.emulator.fireworks.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Ledger;
import dev.emulator.fireworks.story.StoryDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an emulator knows, the next one on the same data goes on with. */
@AlsoOnPostgresql
class RestartTests {

    private static final String ACCOUNT = "acme";

    @TempDir
    Path directory;

    private List<String> database() {
        return StoryDatabase.settings(directory);
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

    /** Older versions let clocks go beyond year 9999, and kept texts that are none may come of anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"since\":\"2026-01-01T00:00:00Z\",\"at\":\"+12026-11-30T00:00:00.5Z\",\"factor\":1,\"frozen\":true}",
                "{\"since\":\"2026-01-01T00:00:00Z\",\"at\":\"whenever\"}",
                "no JSON"
            })
    void aClockThatCannotBeReadIsToldAndStopsNobody(String clock) {
        try (var emulator = Emulator.startWithStoryTime(database())) {
            emulator.client(ACCOUNT).create("job-1");
            control(emulator, "POST", "/clock:freeze", "{}");
            emulator.jdbc()
                    .sql("update account_document set content = ? where kind = 'clock'")
                    .param(clock)
                    .update();
        }
        try (var emulator = Emulator.startWithStoryTime(database())) {
            assertThat(emulator.client("other").create("job-1").status()).isEqualTo(200);
            assertThat(emulator.client(ACCOUNT).get("job-1").status()).isEqualTo(200);
            var time =
                    control(emulator, "GET", "/clock", "").json().path("time").asString();
            assertThat(time).startsWith(clock.contains("+12026") ? "9999-12-31T23:59:59" : "20");
            assertThat(control(emulator, "POST", "/clock:freeze", "{}").status())
                    .isEqualTo(200);
            control(emulator, "POST", ":reset", "{}");
            assertThat(emulator.client(ACCOUNT).create("job-2").status()).isEqualTo(200);
            emulator.client(ACCOUNT).send("POST", "/_emulator/v1:reset", "{}");
        }
    }

    private static Client.Answer control(Emulator emulator, String method, String path, String body) {
        return emulator.client(ACCOUNT).send(method, "/_emulator/v1/accounts/" + ACCOUNT + path, body);
    }

    private static void assertPlanned(List<Ledger.Change> life, Instant created, int... millis) {
        assertThat(life).hasSize(millis.length);
        for (int i = 0; i < millis.length; i++) {
            assertThat(life.get(i).at()).isCloseTo(created.plusMillis(millis[i]), within(1, ChronoUnit.MICROS));
        }
    }
}
