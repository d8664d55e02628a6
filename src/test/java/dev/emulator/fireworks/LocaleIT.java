package dev.emulator.fireworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.EmulatorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's language, encoding and time zone change nothing of what clients get. */
class LocaleIT {

    private static final String JOBS = "/v1/accounts/acme/supervisedFineTuningJobs";
    private static final String DATASETS = "/v1/accounts/acme/datasets";
    private static final String CONTROL = "/_emulator/v1/accounts/acme";
    private static final String ROW = """
            {"messages": [{"role": "user", "content": "Iıİi é ١"}, {"role": "assistant", "content": "1,234.5"}]}""";
    private static final String SEED = """
            {"accounts": {"acme": {"clock": {"time": "2031-02-03T04:05:06Z", "frozen": true}, \
            "datasets": {"train": {"exampleCount": "3", "format": "CHAT", "rows": [ROW, ROW, ROW]}}}}}""".replace("ROW", ROW);

    private static final List<String> USUAL =
            List.of("-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8", "-Duser.timezone=Etc/UTC");

    private static final List<String> SETTINGS =
            List.of("--emulator.trainer-logs=true", "--emulator.validation=lenient");

    @TempDir
    private Path directory;

    @Test
    void theAnswersAreTheSameInEveryLanguage() throws IOException {
        var rows = Files.writeString(directory.resolve("rows.jsonl"), (ROW + '\n').repeat(3));
        var usual = new LinkedHashMap<String, String>();
        try (var emulator = EmulatorProcess.start(USUAL, SETTINGS)) {
            usual.putAll(answers(emulator, rows));
        }

        assertThat(usual.get("metrics")).startsWith("{\"step\":1,\"train/step\":1,\"train/loss\":");
        assertThat(usual.get("trainer log")).startsWith("training accounts/fireworks/models/qwen3-8b: 3 rows, ");
        assertThat(usual.get("text filter")).contains("TITLE é");
        assertThat(usual.get("time filter")).contains("\"createTime\":\"2031-02-03T04:05:06Z\"", "\"totalSize\":1");
        assertThat(usual.get("download")).isEqualTo(Files.readString(rows));
        for (var flags : List.of(hostile("ar", "EG"), hostile("tr", "TR"))) {
            try (var emulator = EmulatorProcess.start(flags, SETTINGS)) {
                assertThat(answers(emulator, rows)).as(flags.toString()).isEqualTo(usual);
            }
        }
        assertThat(EmulatorProcess.refusal(hostile("de", "DE"), List.of("--emulator.engine.batch=0")))
                .contains("emulator.engine.batch must be greater than or equal to 1");
    }

    private static List<String> hostile(String language, String country) {
        return List.of(
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Dfile.encoding=ISO-8859-1",
                "-Duser.timezone=Pacific/Apia");
    }

    private static Map<String, String> answers(EmulatorProcess emulator, Path rows) {
        var client = emulator.client("acme");
        var answers = new LinkedHashMap<String, String>();
        addJob(answers, client);
        addLists(answers, client);
        addFiles(answers, client, rows);
        answers.replaceAll((name, answer) -> withoutSignatures(answer));
        return answers;
    }

    private static void addJob(Map<String, String> answers, Client client) {
        answers.put("seed", client.send("POST", "/_emulator/v1:seed", SEED).body());
        answers.put(
                "create",
                client.send("POST", JOBS + "?supervisedFineTuningJobId=title", """
                {"dataset": "train", "baseModel": "accounts/fireworks/models/qwen3-8b", "loraRank": 8, \
                "displayName": "TITLE é", "batchSizeSamples": 1, "epochs": 9}""")
                        .body());
        answers.put("refusal", client.send("POST", JOBS, "{\"epochs\": 1.5}").body());
        answers.put(
                "plan",
                client.send("GET", CONTROL + "/resources/supervisedFineTuningJobs/title", "")
                        .body());
        answers.put(
                "clock",
                client.send("POST", CONTROL + "/clock:advance", "{\"by\": \"3600s\"}")
                        .body());
        var job = client.get("title").json();
        answers.put("job", job.toString());
        answers.put("metrics", fetch(client, job.path("metricsFileSignedUrl").asString()));
        answers.put(
                "trainer log", fetch(client, job.path("trainerLogsSignedUrl").asString()));
    }

    private static void addLists(Map<String, String> answers, Client client) {
        answers.put("list", client.list("orderBy=createTime%20desc").body());
        answers.put(
                "text filter", client.list("filter=display_name%3A%22title%22").body());
        answers.put(
                "time filter",
                client.list("filter=create_time%3E%222031-02-03T00%3A00%3A00Z%22")
                        .body());
        answers.put(
                "filter in capitals",
                client.list("filter=STATE%3DJOB_STATE_COMPLETED").body());
    }

    private static void addFiles(Map<String, String> answers, Client client, Path rows) {
        answers.put("dataset", client.send("GET", DATASETS + "/train", "").body());
        try {
            answers.put("upload", client.upload("uploaded", rows).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var download = client.send("GET", DATASETS + "/uploaded:getDownloadEndpoint", "");
        var address = download.json().path("filenameToSignedUrls").iterator().next();
        answers.put("download", fetch(client, address.asString()));
    }

    private static String fetch(Client client, String address) {
        return new String(client.fetch(address), StandardCharsets.UTF_8);
    }

    /** They depend on the key and the time of signing. */
    private static String withoutSignatures(String answer) {
        return answer.replaceAll("X-Goog-[^\"]*", "").replaceAll("//[a-z0-9.]+:\\d+", "//emulator");
    }
}
