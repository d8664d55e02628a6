package dev.emulator.fireworks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Json;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A seed has the same result at startup and with the command {@code seed}. */
@ExtendWith(OutputCaptureExtension.class)
class SeedTwoWaysTests {

    private static final String ROW =
            "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"}]}";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    @TempDir
    private Path directory;

    private static Map<String, String> contents() {
        var contents = new LinkedHashMap<String, String>();
        contents.put("blanks", (ROW + "\n").repeat(3));
        contents.put("compact", (ROW.replace(" ", "") + "\n").repeat(3));
        contents.put("crlf", (ROW + "\r\n").repeat(3));
        contents.put("no-last-newline", ROW + "\n" + ROW + "\n" + ROW);
        contents.put("blank-line", ROW + "\n\n \t\r\n" + ROW + "\n" + ROW + "\n");
        contents.put(
                "twice",
                (ROW.replace("{\"messages\"", "{\"weight\": 2, \"weight\": 1, \"messages\"") + "\n").repeat(3));
        contents.put("exponent", (ROW.replace("{\"messages\"", "{\"weight\": 1e2, \"messages\"") + "\n").repeat(3));
        contents.put("accents", (ROW.replace("\"a\"", "\"é\\u00e9\\/😀\"") + "\n").repeat(3));
        return contents;
    }

    private Path seed() throws IOException {
        var seed = new StringBuilder("accounts:\n  acme:\n    datasets:\n");
        for (var content : contents().entrySet()) {
            Files.writeString(directory.resolve(content.getKey() + ".jsonl"), content.getValue());
            seed.append("      %s: {exampleCount: 3, file: %s.jsonl}\n".formatted(content.getKey(), content.getKey()));
        }
        seed.append("      inline:\n        exampleCount: 3\n        rows:\n");
        seed.append("        - {weight: 1e2, messages: [{role: user, content: é}, {role: assistant, content: b}]}\n"
                .repeat(3));
        return Files.writeString(directory.resolve("seed.yaml"), seed);
    }

    @Test
    void theCommandLeavesResourcesOfTheStartUnchanged() throws IOException {
        var seed = seed();
        try (var emulator = start("--emulator.seed=" + seed)) {
            assertThat(run(emulator, seed))
                    .isEqualTo(seed + ": 0 created, 0 updated, " + (contents().size() + 1) + " unchanged");
            assertContents(emulator);
        }
    }

    @Test
    void theCommandCreatesTheSameResourcesAsTheStart() throws IOException {
        var seed = seed();
        var all = contents().size() + 1;
        try (var emulator = start()) {
            assertThat(run(emulator, seed)).isEqualTo(seed + ": " + all + " created, 0 updated, 0 unchanged");
            assertThat(run(emulator, seed)).isEqualTo(seed + ": 0 created, 0 updated, " + all + " unchanged");
            assertContents(emulator);
        }
    }

    /** The estimate of a seeded file equals the estimate of an uploaded file. */
    private void assertContents(Emulator emulator) throws IOException {
        var client = new Client(emulator.port(), "acme");
        for (var content : contents().entrySet()) {
            var path = "/v1/accounts/acme/datasets/" + content.getKey();
            var address = client.send("GET", path + ":getDownloadEndpoint", "")
                    .json()
                    .at("/filenameToSignedUrls/" + content.getKey() + ".jsonl")
                    .asString();
            assertThat(client.fetch(address))
                    .as(content.getKey())
                    .isEqualTo(content.getValue().getBytes(StandardCharsets.UTF_8));
            var uploaded = client.upload("up-" + content.getKey(), directory.resolve(content.getKey() + ".jsonl"))
                    .json();
            assertThat(client.send("GET", path, "").json().path("estimatedTokenCount"))
                    .isEqualTo(uploaded.path("estimatedTokenCount"));
            assertThat(uploaded.path("state").asString()).isEqualTo("READY");
        }
        var inline = client.send("GET", "/v1/accounts/acme/datasets/inline:getDownloadEndpoint", "")
                .json()
                .at("/filenameToSignedUrls/inline.jsonl")
                .asString();
        assertThat(new String(client.fetch(inline), StandardCharsets.UTF_8))
                .startsWith("{\"weight\":1E+2,\"messages\":[{\"role\":\"user\",\"content\":\"é\"}");
    }

    @ParameterizedTest
    @CsvSource({"seed.yaml", "seed.json", "SEED.JSON"})
    void aByteOrderMarkBeforeADocumentIsAcceptedBothWays(String name) throws IOException {
        var text = "{\"accounts\": {\"acme\": {\"models\": {\"mine\": {\"displayName\": \"é\"}}}}}";
        var seed = write(name, BYTE_ORDER_MARK, text.getBytes(StandardCharsets.UTF_8));
        try (var emulator = start("--emulator.seed=" + seed)) {
            assertThat(run(emulator, seed)).isEqualTo(seed + ": 0 created, 0 updated, 1 unchanged");
            var model = new Client(emulator.port(), "acme").send("GET", "/v1/accounts/acme/models/mine", "");
            assertThat(model.json().path("displayName").asString()).isEqualTo("é");
            var sent = new Client(emulator.port(), "acme").send("POST", "/_emulator/v1:seed", "\ufeff" + text);
            assertThat(sent.json().path("unchanged").asInt()).isEqualTo(1);
        }
    }

    @Test
    void aByteOrderMarkBeforeRowsIsRefusedBothWays(CapturedOutput output) throws IOException {
        write("rows.jsonl", BYTE_ORDER_MARK, (ROW + "\n").repeat(3).getBytes(StandardCharsets.UTF_8));
        var seed = Files.writeString(
                directory.resolve("seed.yaml"),
                "accounts:\n  acme:\n    datasets:\n      train:\n        file: rows.jsonl\n");
        var refusal =
                seed + ":5: accounts.acme.datasets.train: Dataset has a syntax error: chat dataset validation failed"
                        + " on rows.jsonl:0: invalid JSON: invalid character 'ï' looking for beginning of value"
                        + " (the text begins with a byte order mark)";
        assertThatThrownBy(() -> start("--emulator.seed=" + seed)).isNotNull();
        assertThat(output.getErr()).contains(refusal);
        try (var emulator = start()) {
            var terminal = RecordedTerminal.forEmulatorAt(emulator.port());
            assertThat(terminal.run("seed", seed.toString())).isEqualTo(1);
            assertThat(terminal.err().strip()).isEqualTo(refusal);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "seed.yaml, ISO-8859-1, :2: not UTF-8",
        "seed.json, ISO-8859-1, :2: not UTF-8",
        "seed.yaml, x-UTF-16LE-BOM, :1: not UTF-8 but UTF-16",
        "seed.json, UTF-16LE, :1: not UTF-8 but UTF-16",
    })
    void aDocumentInAnotherEncodingIsRefusedBothWays(String name, String charset, String refusal, CapturedOutput output)
            throws IOException {
        var text = "{\"accounts\": {\"acme\": {\"models\": {\"mine\":\n{\"displayName\": \"café\"}}}}}";
        var seed = write(name, text.getBytes(Charset.forName(charset)));
        assertThatThrownBy(() -> start("--emulator.seed=" + seed)).isNotNull();
        assertThat(output.getErr()).contains(seed + refusal);
        var terminal = new RecordedTerminal(Map.of());
        assertThat(terminal.run("seed", seed.toString())).isEqualTo(1);
        assertThat(terminal.err().strip()).isEqualTo(seed + refusal);
    }

    @Test
    void anInvalidFileInADocumentIsRefused() throws IOException {
        try (var emulator = start()) {
            assertThat(seedFile(emulator, "{\"name\": \"a\", \"content\": \"?\"}"))
                    .isEqualTo("line 1: accounts.acme.datasets.d: content of file must be base64");
            assertThat(seedFile(emulator, "{\"name\": \"a\", \"bytes\": \"\"}"))
                    .isEqualTo(
                            "line 1: accounts.acme.datasets.d: file must have name and content, and both must be texts");
            assertThat(seedFile(emulator, "\"rows.jsonl\""))
                    .isEqualTo(
                            "line 1: accounts.acme.datasets.d: only documents listed in emulator.seed can refer to files");
        }
    }

    private static String seedFile(Emulator emulator, String file) {
        var datasets = Json.object("d", Json.object("file", Json.read(file)));
        var seed = Json.object("accounts", Json.object("acme", Json.object("datasets", datasets)));
        var answer = new Client(emulator.port(), "acme").send("POST", "/_emulator/v1:seed", seed.toString());
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().path("message").asString();
    }

    private Emulator start(String... settings) {
        var all = new ArrayList<>(Emulator.in(directory.resolve("data")));
        all.addAll(List.of(settings));
        return Emulator.start(all);
    }

    private static String run(Emulator emulator, Path seed) {
        var terminal = RecordedTerminal.forEmulatorAt(emulator.port());
        assertThat(terminal.run("seed", seed.toString())).as(terminal.err()).isZero();
        return terminal.out().strip();
    }

    private Path write(String name, byte[]... parts) throws IOException {
        var file = directory.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            for (var part : parts) {
                out.write(part);
            }
        }
        return file;
    }
}
