package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.EmulatorProcess;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same random seed and inputs give the same bytes in each process and account. */
@Verified(INFERRED)
class SameSeedIT {

    private static Path data;

    @BeforeAll
    static void prepare(@TempDir Path scratch) throws IOException {
        var rows = IntStream.range(0, 100)
                .mapToObj(row -> Json.object(
                                "messages",
                                List.of(
                                        Json.object("role", "user", "content", row + "?"),
                                        Json.object("role", "assistant", "content", "!")))
                        .toString())
                .toList();
        data = Files.write(scratch.resolve("data.jsonl"), rows);
    }

    /** The results of a training: its metrics and the files of its model. */
    private record Result(String metrics, List<byte[]> files) {}

    @Test
    void metricsAndAdaptersAreTheSame() throws IOException {
        var one = train("--emulator.random-seed=7", "acme");
        var other = train("--emulator.random-seed=7", "beta");

        assertThat(one.metrics()).isEqualTo(other.metrics()).contains("{\"step\":12,");
        assertThat(one.files()).hasSize(2);
        for (int file = 0; file < 2; file++) {
            assertThat(one.files().get(file)).isEqualTo(other.files().get(file));
        }
    }

    @Test
    void anotherSeedGivesOthers() throws IOException {
        var one = train("--emulator.random-seed=7", "acme");
        var other = train("--emulator.random-seed=8", "acme");

        assertThat(one.metrics()).isNotEqualTo(other.metrics());
        assertThat(one.files().get(1))
                .isNotEqualTo(other.files().get(1))
                .hasSameSizeAs(other.files().get(1));
    }

    private static Result train(String seed, String account) throws IOException {
        try (var emulator = EmulatorProcess.start(List.of(seed, "--emulator.lifecycle.stages=COMPLETED"))) {
            var client = emulator.client(account);
            client.upload("data", data);
            var job = client.send("POST", client.jobs() + "?supervisedFineTuningJobId=job", """
                            {"dataset": "data", "baseModel": "accounts/fireworks/models/qwen3-8b", "loraRank": 8, "epochs": 3,
                             "evalAutoCarveout": true}""")
                    .json();
            return new Result(
                    new String(client.fetch(job.path("metricsFileSignedUrl").asString())), files(client, account));
        }
    }

    private static List<byte[]> files(Client client, String account) {
        var addresses = client.send("GET", "/v1/accounts/" + account + "/models/job:getDownloadEndpoint", "")
                .json()
                .path("filenameToSignedUrls");
        var files = new ArrayList<byte[]>();
        addresses.forEach(address -> files.add(client.fetch(address.asString())));
        return files;
    }
}
