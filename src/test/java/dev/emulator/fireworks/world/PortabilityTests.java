package dev.emulator.fireworks.world;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Postgresql;
import dev.emulator.fireworks.story.Verified;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Worlds go from H2 to PostgreSQL and back, and two emulators on one PostgreSQL have the same worlds. */
@Verified(INFERRED)
@Testcontainers(disabledWithoutDocker = true)
class PortabilityTests {

    private static final String ROW = """
            {"messages": [{"role": "user", "content": "Hello there"}, {"role": "assistant", "content": "Hi! \u00e9"}]}
            """;

    @Container
    private static final PostgreSQLContainer DATABASE = Postgresql.container();

    @TempDir
    private Path directory;

    @Test
    void aWorldIsTheSameOnEitherDatabase() throws IOException, InterruptedException {
        try (var h2 = Emulator.startWithStoryTime(Emulator.in(directory.resolve("h2")));
                var postgresql = Emulator.startWithStoryTime(Emulator.on(DATABASE))) {
            fill(h2);
            postgresql.time().passes(Duration.ofDays(1));
            postgresql.time().passes(Duration.ofSeconds(3));
            var before = View.of(h2.client("acme"), "acme");

            var first = world(h2.port(), "snapshot", "application/json", new byte[] {});
            world(postgresql.port(), "restore", "application/zip", first);
            assertThat(View.of(postgresql.client("acme"), "acme"))
                    .isEqualTo(before)
                    .hasSizeGreaterThan(12);

            var second = world(postgresql.port(), "snapshot", "application/json", new byte[] {});
            h2.client("acme").send("POST", "/_emulator/v1/accounts/acme:reset", "{}");
            assertThat(h2.client("acme").totalSize()).isZero();
            world(h2.port(), "restore", "application/zip", second);
            assertThat(View.of(h2.client("acme"), "acme")).isEqualTo(before);
        }
    }

    private void fill(Emulator emulator) throws IOException {
        var client = emulator.client("acme");
        client.upload("train", Files.writeString(directory.resolve("train.jsonl"), ROW.repeat(7)));
        client.upload("bad", Files.writeString(directory.resolve("bad.jsonl"), "{}\n"));
        client.create("done");
        client.send("POST", client.jobs() + "?supervisedFineTuningJobId=adapter", """
                {"dataset": "train", "baseModel": "accounts/fireworks/models/qwen3-8b", "loraRank": 8}""");
        emulator.time().passes(Duration.ofDays(1));
        client.create("running");
        client.create("gone");
        client.delete("gone");
        emulator.time().passes(Duration.ofSeconds(3));
    }

    @Test
    void anAccountIsResetAtOneEmulatorWhileAnotherMakesJobsInIt() {
        try (var one = Emulator.start(Emulator.on(DATABASE));
                var other = Emulator.start(Emulator.on(DATABASE))) {
            AtOnce.times(
                            240,
                            6,
                            i -> i % 12 == 11
                                    ? one.client("busy")
                                            .send("POST", "/_emulator/v1/accounts/busy:reset", "{}")
                                            .status()
                                    : (i % 2 == 0 ? one : other)
                                            .client(i % 12 == 10 ? "quiet" : "busy")
                                            .create("job-" + i)
                                            .status())
                    .forEach(status -> assertThat(status).isEqualTo(200));
            var rows = new Worlds(one.jdbc());
            assertThat(rows.rowsOf("quiet")).containsEntry("supervised_fine_tuning_job", 20);
            assertThat(one.client("busy").totalSize())
                    .isEqualTo(rows.rowsOf("busy").getOrDefault("supervised_fine_tuning_job", 0));
            assertThat(one.jdbc()
                            .sql("select count(*) from transition where account_id = 'busy' and row_uid not in"
                                    + " (select uid from supervised_fine_tuning_job)")
                            .query(Integer.class)
                            .single())
                    .isZero();

            one.client("busy").send("POST", "/_emulator/v1/accounts/busy:reset", "{}");
            assertThat(rows.rowsOf("busy")).isEmpty();
            assertThat(other.client("busy").create("after").status()).isEqualTo(200);
            assertThat(rows.rowsOf("busy")).containsEntry("account", 1);
        }
    }

    private static byte[] world(int port, String verb, String type, byte[] body)
            throws IOException, InterruptedException {
        var address = URI.create("http://localhost:" + port + "/_emulator/v1/accounts/acme:" + verb);
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(new String(answer.body())).isEqualTo(200);
        return answer.body();
    }
}
