package dev.emulator.fireworks.cli;

import static dev.emulator.fireworks.cli.RecordedTerminal.forEmulatorAt;
import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/** Commands that call a running emulator. */
class ControlCommandTests extends Story {

    private static final String UNUSED_URL = "http://127.0.0.1:1";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    @TempDir
    private Path directory;

    @Autowired
    private ApplicationContext context;

    @Test
    void healthReportsAReadyEmulator() {
        var terminal = forEmulatorAt(port);
        assertThat(terminal.run("health", "--timeout=60")).isZero();
        assertThat(terminal.out().strip()).isEqualTo("ready: http://127.0.0.1:" + port);
        assertThat(new RecordedTerminal(Map.of())
                        .run("health", "--timeout=60", "--url", "http://localhost:" + port + "/"))
                .isZero();
    }

    @Test
    void healthUsesTheUrlFromTheEnvironment() {
        var terminal =
                new RecordedTerminal(Map.of("FIREWORKS_BASE_URL", "http://localhost:" + port, "SERVER_PORT", "1"));
        assertThat(terminal.run("health", "--timeout=60")).isZero();
        assertThat(terminal.out()).contains("localhost:" + port);
    }

    @Test
    void healthReportsAnEmulatorThatIsNotReady() {
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        try {
            var terminal = forEmulatorAt(port);
            assertThat(terminal.run("health", "--timeout=60")).isEqualTo(1);
            assertThat(terminal.err())
                    .startsWith("not ready: ")
                    .contains("HTTP 503")
                    .hasLineCount(1);
        } finally {
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    @Test
    void healthReportsThatNoEmulatorIsRunning() {
        var terminal = new RecordedTerminal(Map.of());
        assertThat(terminal.run("health", "--url", UNUSED_URL)).isEqualTo(1);
        assertThat(terminal.err())
                .startsWith("no answer from " + UNUSED_URL + ": ")
                .hasLineCount(1);
        assertThat(terminal.run("health", "--url", "nonsense")).isEqualTo(1);
        assertThat(terminal.run("health", "--url", "file:///tmp")).isEqualTo(1);
        assertThat(terminal.err()).doesNotContain("\tat ");
    }

    @Test
    void seedAppliesTheFilesOfADirectoryAndCanRunAgain() throws IOException {
        write("rows.jsonl", ROW.repeat(3));
        write("1.yaml", """
                # comes first
                accounts:
                  %s:
                    datasets:
                      train: {format: CHAT, exampleCount: 3, file: rows.jsonl}
                """.formatted(account));
        write(
                "2.json",
                Json.nested(
                                Json.object("dataset", "train", "baseModel", QWEN),
                                "accounts",
                                account,
                                "supervisedFineTuningJobs",
                                "j")
                        .toString());
        var first = forEmulatorAt(port);
        assertThat(first.run("seed", directory.toString())).isZero();
        assertThat(first.out().lines())
                .containsExactly(
                        directory.resolve("1.yaml") + ": 1 created, 0 updated, 0 unchanged",
                        directory.resolve("2.json") + ": 1 created, 0 updated, 0 unchanged");
        datasets.get("train").then().statusCode(200).body("state", equalTo("READY"));
        jobs.get("j").then().statusCode(200);

        var second = forEmulatorAt(port);
        assertThat(second.run("seed", directory.resolve("1.yaml").toString())).isZero();
        assertThat(second.out()).contains("0 created, 0 updated, 1 unchanged");
    }

    @Test
    void errorsHaveAFileAndALine() throws IOException {
        write("rows.jsonl", "{}\n{");
        var unknownField = write("field.yaml", """
                accounts:
                  %s:
                    supervisedFineTuningJobs:

                      j:
                        dataset: train # fine
                        baseMdel: x
                """.formatted(account));
        var badRow = write("rows.yaml", """
                accounts:
                  acme:
                    datasets:
                      train:
                        format: CHAT
                        file: rows.jsonl
                """);
        var noYaml = write("broken.yaml", "accounts:\n  acme: [}\n");
        var inAList = write("list.yaml", """
                accounts:
                  %s:
                    datasets:
                      train:
                        rows:
                          - messages: []
                          - 5
                          -
                            a: &again [1]
                            b: *again
                    faults:
                      f: {mtch: 1}
                """.formatted(account));
        assertMistake(
                unknownField,
                unknownField + ":7: accounts." + account + ".supervisedFineTuningJobs.j: unknown field \"baseMdel\"");
        assertMistake(
                badRow,
                badRow
                        + ":6: accounts.acme.datasets.train: Dataset has a syntax error: chat dataset validation failed on rows.jsonl:1: invalid JSON: unexpected EOF");
        assertMistake(noYaml, noYaml + ":2: a value is missing before '}'");
        assertMistake(inAList, inAList + ":12: accounts." + account + ".faults.f: unknown field \"mtch\"");
        datasets.get("train").then().statusCode(404);
    }

    private void assertMistake(Path file, String beginning) {
        var terminal = forEmulatorAt(port);
        assertThat(terminal.run("seed", file.toString())).isEqualTo(1);
        assertThat(terminal.err()).startsWith(beginning).hasLineCount(1);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void nothingIsSentIfOneOfTheFilesCannotBeRead() throws IOException {
        var good = write(
                "good.yaml",
                "accounts: {%s: {supervisedFineTuningJobs: {j: {dataset: d, baseModel: %s}}}}"
                        .formatted(account, QWEN));
        var terminal = forEmulatorAt(port);
        assertThat(terminal.run(
                        "seed", good.toString(), directory.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("none.yaml: there is no such file or directory");
        jobs.get("j").then().statusCode(404);
        var empty = Files.createDirectory(directory.resolve("empty"));
        assertThat(terminal.run("seed", empty.toString())).isEqualTo(1);
        assertThat(terminal.err()).contains(empty + ": contains no .yaml, .yml or .json file");
    }

    @Test
    void aSnapshotCanBeRestoredIntoAnotherAccount() throws IOException {
        datasets.create("train", ROW.repeat(3));
        jobs.create();
        var file = directory.resolve("world.zip");
        var terminal = forEmulatorAt(port);
        assertThat(terminal.run("snapshot", account, "-o", file.toString())).isZero();
        assertThat(terminal.out()).startsWith(file + ": ");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");

        var copy = "t-" + UUID.randomUUID();
        assertThat(terminal.run("restore", copy, file.toString())).isZero();
        assertThat(terminal.out().lines()).last().isEqualTo(copy + ": 2 resources");
        datasets.create("more", ROW);
        assertThat(terminal.run("restore", account, file.toString())).isZero();
        assertThat(terminal.out().lines()).last().isEqualTo(account + ": 2 resources; replaced 3 resources");
        request().get("/v1/accounts/" + copy + "/datasets/train").then().statusCode(200);

        assertThat(terminal.run("snapshot", account, "-o", "-")).isZero();
        assertThat(terminal.bytes()).startsWith("PK".getBytes());
    }

    @Test
    void anEmptyAccountHasNoSnapshot() throws IOException {
        var file = directory.resolve("nobody.zip");
        for (var output : List.of(file.toString(), "-")) {
            var terminal = forEmulatorAt(port);
            assertThat(terminal.run("snapshot", account, "-o", output)).isEqualTo(1);
            assertThat(terminal.err().strip()).isEqualTo("account " + account + " is empty");
            assertThat(terminal.bytes()).isEmpty();
        }
        assertThat(directory).isEmptyDirectory();
        control.post("/faults", "{\"error\": {\"preset\": \"INTERNAL\"}}")
                .then()
                .statusCode(200);
        assertThat(forEmulatorAt(port).run("snapshot", account, "-o", file.toString()))
                .isZero();
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void anInvalidArchiveDoesNotChangeTheAccount() throws IOException {
        datasets.create("train", ROW.repeat(3));
        var terminal = forEmulatorAt(port);
        for (var content : List.of("no archive", "")) {
            assertThat(terminal.run(
                            "restore", account, write("bad.zip", content).toString()))
                    .isEqualTo(1);
        }
        assertThat(terminal.err()).contains("bad.zip is not a snapshot").hasLineCount(2);
        assertThat(terminal.run("restore", account, directory.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("none: there is no such file or directory");
        datasets.get("train").then().statusCode(200);
    }

    @Test
    void aFailedSnapshotDoesNotChangeAnExistingFile() throws IOException {
        datasets.create("train", ROW);
        var file = write("kept.zip", "kept");
        var terminal = forEmulatorAt(port);
        assertThat(terminal.run("snapshot", "No_Account", "-o", file.toString()))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("invalid account id");
        assertThat(terminal.run(
                        "snapshot",
                        account,
                        "-o",
                        directory.resolve("none/x.zip").toString()))
                .isEqualTo(1);
        assertThat(terminal.err()).contains("cannot be written");
        assertThat(file).hasContent("kept");
    }

    @Test
    void commandsRefuseTheLiveServiceAndFailWithoutAnEmulator() throws IOException {
        var file = write("seed.yaml", "accounts: {}");
        var terminal = new RecordedTerminal(Map.of("FIREWORKS_BASE_URL", "https://api.fireworks.ai/inference"));
        assertThat(terminal.run("seed", file.toString())).isEqualTo(1);
        assertThat(terminal.err()).contains("is the live service, not an emulator");
        assertThat(terminal.run("seed", "--url", UNUSED_URL, file.toString())).isEqualTo(1);
        assertThat(terminal.err()).contains("no answer from " + UNUSED_URL).contains("Is an emulator running there?");
        assertThat(terminal.run("seed", "--url", "nonsense", file.toString())).isEqualTo(1);
        assertThat(terminal.err()).contains("nonsense is not a URL, which begins with http:// or https://");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }
}
