package dev.emulator.fireworks.seed;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.node.ObjectNode;

/** What the files of {@code emulator.seed} tell is there before the emulator is ready, and a mistake in them stops the start. */
@Verified(INFERRED)
@ExtendWith(OutputCaptureExtension.class)
class StartupSeederTests {

    private static final String ROW = """
            {"messages": [{"role": "user", "content": "Hello there"}, {"role": "assistant", "content": "Hi!"}]}
            """;

    private static final String WORLD = """
            # Everything that the tests of the shop need.
            accounts:
              acme:
                datasets:
                  train:
                    displayName: no
                    format: CHAT
                    exampleCount: 3
                    file: data/train.jsonl
                supervisedFineTuningJobs:
                  ft-1: {dataset: train, baseModel: accounts/fireworks/models/qwen3-8b, learningRate: 3e-4}
              empty:
            """;

    @TempDir
    private Path directory;

    @Test
    void aFileIsAppliedBeforeTheEmulatorIsReady() throws IOException {
        write("data/train.jsonl", ROW.repeat(3));
        var seed = write("seed.yaml", WORLD);
        var more = write("more.json", """
                {"accounts": {"acme": {"models": {"mine": {}}}}}""");
        for (int i = 0; i < 2; i++) {
            try (var emulator = start(seed + "," + more, FireworksEmulator.class)) {
                var client = new Client(port(emulator.getEnvironment()), "acme");
                assertThat(client.get("ft-1").json().path("learningRate").asString())
                        .isEqualTo("3.0E-4");
                assertThat(client.get("ft-1").json().path("dataset").asString())
                        .isEqualTo("accounts/acme/datasets/train");
                assertThat(client.send("GET", "/v1/accounts/acme/datasets/train", "")
                                .json()
                                .path("displayName")
                                .asString())
                        .isEqualTo("no");
                assertThat(client.models("").path("totalSize").asInt()).isPositive();
            }
        }
    }

    @Test
    void aDirectoryStandsForTheDocumentsInItInTheOrderOfTheirNames(CapturedOutput output) throws IOException {
        write("seeds/20-more.json", """
                {"accounts": {"acme": {"models": {"mine": {"displayName": "last"}}}}}""");
        write("seeds/10-world.YML", "accounts: {acme: {models: {mine: {displayName: first}, other: {}}}}\n");
        write("seeds/README.md", "no document");
        write("seeds/.hidden.yaml", "nor this: [");
        write("seeds/data.yaml/deeper.yaml", "nor this: [");
        try (var emulator = start(directory.resolve("seeds").toString(), FireworksEmulator.class)) {
            var client = new Client(port(emulator.getEnvironment()), "acme");
            assertThat(client.models("").findValuesAsString("displayName")).contains("last");
        }
        assertThat(output.getOut())
                .containsSubsequence("10-world.YML: 2 created", "20-more.json: 0 created, 1 updated", "Ready on ");
    }

    @Test
    void aDirectoryMayBeEmpty(CapturedOutput output) throws IOException {
        var empty = Files.createDirectory(directory.resolve("empty"));
        try (var emulator = start(empty.toString(), FireworksEmulator.class)) {
            assertThat(readiness(port(emulator.getEnvironment()))).isEqualTo(200);
        }
        assertThat(output.getOut()).doesNotContain(" created, ");
    }

    @Test
    void aMistakeInADirectoryIsToldWithItsFile(CapturedOutput output) throws IOException {
        write("seeds/good.yaml", "accounts: {acme: {}}\n");
        write("seeds/wrong.yaml", "accounts: {}\nacounts: {}\n");
        assertThatThrownBy(() -> start(directory.resolve("seeds").toString(), FireworksEmulator.class))
                .isNotNull();
        assertThat(output.getErr())
                .contains("wrong.yaml:2: acounts: unknown key")
                .hasLineCount(2);
    }

    @Test
    void itIsNotReadyWhileItIsSeeded(CapturedOutput output) throws IOException {
        var seed = write("seed.yaml", "accounts: {acme: {look: {at: readiness}}}\n");
        try (var emulator = start(seed.toString(), FireworksEmulator.class, Look.class)) {
            var port = port(emulator.getEnvironment());
            assertThat(emulator.getBean(Look.class).seen).containsExactly(503);
            assertThat(readiness(port)).isEqualTo(200);
        }
        assertThat(output.getOut().indexOf("1 created"))
                .isPositive()
                .isLessThan(output.getOut().indexOf("Ready on "));
    }

    /** Something else that a document can tell of: one thing for an account, which looks around while it is applied. */
    static final class Look implements SeedHandler {

        private final Environment environment;
        private final List<Integer> seen = new ArrayList<>();

        Look(Environment environment) {
            this.environment = environment;
        }

        @Override
        public String key() {
            return "look";
        }

        @Override
        public boolean isCollection() {
            return false;
        }

        @Override
        public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
            if (!id.isEmpty() || !account.equals("acme") || !fields.has("at")) {
                throw ApiException.invalidArgument("cannot look");
            }
            return () -> {
                seen.add(readiness(port(environment)));
                return Outcome.CREATED;
            };
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "accounts: {acme: {}}\\nacounts: {}   | seed.yaml:2: acounts: unknown key; known keys are accounts",
                "accounts:\\n  acme:\\n    jubs: {}   | seed.yaml:3: accounts.acme.jubs: unknown key; known keys are clock, datasets, ",
                "accounts:\\n  Acme: {}               | seed.yaml:2: accounts.Acme: invalid account id",
                "accounts:\\n  a:\\n    supervisedFineTuningJobs:\\n      j:\\n        dataset: d\\n        baseModel: m\\n        epochs: x | seed.yaml:7: accounts.a.supervisedFineTuningJobs.j: invalid value for int32 field epochs: \"x\"",
                "accounts:\\n  a:\\n    supervisedFineTuningJobs:\\n      j:\\n        dataset: d\\n        epochs: -1 | seed.yaml:6: accounts.a.supervisedFineTuningJobs.j: epochs must not be negative",
                "accounts:\\n  a:\\n    supervisedFineTuningJobs:\\n      j:\\n        baseModel: m | seed.yaml:4: accounts.a.supervisedFineTuningJobs.j: dataset is required",
                "accounts:\\n  a:\\n    datasets:\\n      d:\\n        file: none.jsonl | none.jsonl is not a readable file",
                "accounts:\\n  a:\\n    datasets:\\n      d:\\n        format: CHAT\\n        file: seed.yaml | seed.yaml:6: accounts.a.datasets.d: Dataset has a syntax error",
                "accounts:\\n  a:\\n    datasets:\\n      d:\\n        file: [x] | seed.yaml:5: accounts.a.datasets.d: file must be the path of a file",
            })
    void aMistakeStopsTheStart(String document, String reason, CapturedOutput output) throws IOException {
        var text = document.replace("\\n", "\n");
        var seed = write("seed.yaml", text);
        assertThatThrownBy(() -> start(seed.toString(), FireworksEmulator.class))
                .isNotNull();
        assertThat(output.getErr())
                .startsWith("The emulator did not start: emulator.seed: ")
                .contains(reason)
                .hasLineCount(2);
        assertThat(output.getOut()).doesNotContain("Ready on ").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "42 | emulator.seed lists files; the seed of random numbers is emulator.random-seed",
                "none.yaml | there is no file none.yaml"
            })
    void aFileThatIsNotThereStopsTheStart(String file, String reason, CapturedOutput output) {
        assertThatThrownBy(() -> start(file, FireworksEmulator.class)).isNotNull();
        assertThat(output.getErr())
                .startsWith("The emulator did not start: emulator.seed")
                .contains(reason)
                .doesNotContain("Exception")
                .hasLineCount(2);
    }

    private Path write(String name, String content) throws IOException {
        var file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private ConfigurableApplicationContext start(String seed, Class<?>... sources) {
        return new SpringApplicationBuilder(sources)
                .run(
                        "--server.port=0",
                        "--spring.main.register-shutdown-hook=false",
                        "--emulator.data-dir=" + directory.resolve("data-dir"),
                        "--emulator.seed=" + seed);
    }

    private static int port(Environment environment) {
        return Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    }

    private static int readiness(int port) {
        return new Client(port, "acme")
                .send("GET", "/_emulator/health/readiness", "")
                .status();
    }
}
