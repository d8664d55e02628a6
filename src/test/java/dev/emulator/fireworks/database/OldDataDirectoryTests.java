package dev.emulator.fireworks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * An emulator starts on the data directory of an older version, and its jobs continue. {@code src/build/old-data-directory.py} created the
 * directory with the emulator of commit 8f8f038. The script documents the content.
 */
class OldDataDirectoryTests {

    private static final String STORED_STATES =
            "PENDING VALIDATING CREATING RUNNING WRITING_RESULTS ROLLOUT EVALUATION POLICY_UPDATE RE_QUEUEING IDLE"
                    + " CREATING_INPUT_DATASET FAILED_CLEANING_UP EXPIRED ARCHIVED";

    private Emulator emulator;
    private Client acme;
    private Client live;

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        try (var zip = new ZipInputStream(resource("data-directory.zip"))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = directory.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
        emulator = Emulator.start(Emulator.in(directory));
        acme = emulator.client("acme");
        live = emulator.client("live");
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void allResourcesExist() {
        assertThat(states(acme)).isEqualTo(oldStates());
        assertThat(acme.get("done").json().path("displayName").asString()).isEqualTo("the first");
        assertThat(acme.get("failed").json().at("/jobProgress/percent").asInt()).isEqualTo(99);
        assertThat(control(acme, "GET", controlled("done")).path("transitions")).hasSize(2);
        assertThat(call(acme, "GET", "/models/done").path("state").asString()).isEqualTo("READY");
        assertThat(call(acme, "GET", "/models/early").path("state").asString()).isEqualTo("READY");
        assertThat(call(acme, "GET", "/models/uploaded").path("state").asString())
                .isEqualTo("READY");
        assertThat(call(acme, "GET", "/datasets/announced").path("state").asString())
                .isEqualTo("UPLOADING");
        var dataset = call(acme, "GET", "/datasets/train");
        assertThat(dataset.path("state").asString()).isEqualTo("READY");
        assertThat(dataset.path("displayName").asString()).isEqualTo("the train");
        var address = call(acme, "GET", "/datasets/train:getDownloadEndpoint")
                .at("/filenameToSignedUrls/train.jsonl")
                .asString();
        assertThat(Storage.fetch(address).asString().lines()).hasSize(40).allMatch(line -> line.contains("Hello"));
    }

    @Test
    void jobsKeepThePlansTheyWereCreatedWith() {
        assertThat(acme.get("running").json().at("/jobProgress/percent").asInt())
                .isEqualTo(50);
        advance("50s");
        assertThat(acme.get("running").state()).isEqualTo("JOB_STATE_COMPLETED");
        assertDiverges(losses(acme, "running"));
        assertThat(acme.get("cancelling").state()).isEqualTo("JOB_STATE_CANCELLED");
        assertThat(acme.get("deleting").status()).isEqualTo(404);
        assertThat(acme.resume("paused").status()).isEqualTo(200);
        advance("P1D");
        assertThat(acme.get("paused").state()).isEqualTo("JOB_STATE_COMPLETED");
        assertThat(call(acme, "GET", "/models/late").path("state").asString()).isEqualTo("READY");

        control(live, "POST", controlled("due") + ":wait", "{\"timeout\": \"60s\"}");
        assertDiverges(losses(live, "due"));
        assertThat(live.get("held").state()).isEqualTo("JOB_STATE_RUNNING");
    }

    @Test
    void theSettingsOfAnAccountStillApply() {
        var train = "{\"dataset\": \"accounts/acme/datasets/train\", \"epochs\": 3, \"displayName\": \"pick me\","
                + " \"baseModel\": \"accounts/fireworks/models/qwen3-8b\"}";
        for (var id : List.of("planned", "picked-1", "held-1", "usual")) {
            assertThat(acme.send("POST", acme.jobs() + "?supervisedFineTuningJobId=" + id, train)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(plan(acme, "planned")).isEqualTo("planned");
        assertThat(plan(acme, "picked-1")).isEqualTo("picked");
        assertThat(plan(acme, "held-1")).isEqualTo("stuck-in-running");
        assertThat(plan(acme, "usual")).isEqualTo("usual");
        advance("P1D");
        assertThat(acme.get("held-1").state()).isEqualTo("JOB_STATE_RUNNING");
        assertThat(acme.get("usual").state()).isEqualTo("JOB_STATE_COMPLETED");
        assertThat(losses(acme, "usual")).endsWith(Double.NaN);
        assertThat(losses(acme, "picked-1")).doesNotContain(Double.NaN);
        assertThat(last(losses(acme, "planned")))
                .isLessThan(losses(acme, "planned").get(0));

        assertThat(control(acme, "GET", "/faults/busy").path("fired").asInt()).isEqualTo(1);
        assertThat(List.of(429, 429, 200))
                .allSatisfy(status -> assertThat(
                                acme.send("GET", "/v1/accounts/acme/models", "").status())
                        .isEqualTo(status));

        assertThatThrownBy(() -> live.create("lost")).isInstanceOf(UncheckedIOException.class);
        assertThat(plan(live, "lost")).isEqualTo("completes-before-its-model");
        assertThat(control(live, "POST", "/packs/lost-create:stop").isObject()).isTrue();
        assertThat(live.create("kept").status()).isEqualTo(200);
    }

    @Test
    void newAndOldSnapshotsCanBeRestored() throws IOException {
        var archives = Map.of(
                "today", snapshot(acme), "before", resource("snapshot.zip").readAllBytes());
        archives.forEach((account, archive) -> {
            var copy = emulator.client(account);
            restore(copy, archive);
            assertThat(states(copy)).isEqualTo(states(acme));
            control(copy, "POST", "/clock:advance", "{\"by\": \"50s\"}");
            assertThat(copy.get("running").state()).isEqualTo("JOB_STATE_COMPLETED");
            assertDiverges(losses(copy, "running"));
        });
    }

    private static Map<String, String> oldStates() {
        var states = new HashMap<>(Map.of(
                "done", "COMPLETED",
                "failed", "FAILED",
                "early", "EARLY_STOPPED",
                "cancelled", "CANCELLED",
                "late", "COMPLETED",
                "paused", "PAUSED",
                "running", "RUNNING",
                "cancelling", "CANCELLING",
                "deleting", "DELETING_CLEANING_UP"));
        for (var state : STORED_STATES.split(" ")) {
            states.put("at-" + state.toLowerCase(Locale.ROOT).replace('_', '-'), state);
        }
        states.replaceAll((id, state) -> "JOB_STATE_" + state);
        return states;
    }

    private static Map<String, String> states(Client account) {
        var states = new HashMap<String, String>();
        account.list("pageSize=200").json().path("supervisedFineTuningJobs").forEach(job -> {
            var name = job.path("name").asString();
            states.put(
                    name.substring(name.lastIndexOf('/') + 1), job.path("state").asString());
        });
        return states;
    }

    /** Returns the path of a job in the control API, below the account. */
    private static String controlled(String job) {
        return "/resources/supervisedFineTuningJobs/" + job;
    }

    private static String plan(Client account, String job) {
        return control(account, "GET", controlled(job)).at("/plan/name").asString();
    }

    private void advance(String by) {
        control(acme, "POST", "/clock:advance", Json.object("by", by).toString());
    }

    private static List<Double> losses(Client account, String job) {
        var address = account.get(job).json().path("metricsFileSignedUrl").asString();
        return Storage.fetch(address)
                .asString()
                .lines()
                .filter(line -> line.contains("train/loss"))
                .map(line -> Double.valueOf(line.replaceAll(".*train/loss\":([^,}]+).*", "$1")))
                .toList();
    }

    private static void assertDiverges(List<Double> losses) {
        assertThat(last(losses)).isGreaterThan(losses.get(0) * 2);
    }

    private static double last(List<Double> losses) {
        return losses.get(losses.size() - 1);
    }

    private static JsonNode call(Client account, String method, String path) {
        return call(account, method, account.path(path), "");
    }

    private static JsonNode control(Client account, String method, String path) {
        return control(account, method, path, method.equals("GET") ? "" : "{}");
    }

    private static JsonNode control(Client account, String method, String path, String body) {
        return call(account, method, "/_emulator" + account.path(path), body);
    }

    private static JsonNode call(Client account, String method, String path, String body) {
        var answer = account.send(method, path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private byte[] snapshot(Client account) {
        return RestAssured.given()
                .port(emulator.port())
                .contentType("application/json")
                .body("{}")
                .post("/_emulator" + account.path(":snapshot"))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }

    private void restore(Client account, byte[] archive) {
        RestAssured.given()
                .port(emulator.port())
                .contentType("application/zip")
                .body(archive)
                .post("/_emulator" + account.path(":restore"))
                .then()
                .statusCode(200);
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(OldDataDirectoryTests.class.getResourceAsStream(name));
    }
}
