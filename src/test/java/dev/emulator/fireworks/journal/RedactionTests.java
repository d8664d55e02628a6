package dev.emulator.fireworks.journal;

import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.EventStream;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

/** No output contains a secret, in any spelling. */
@ExtendWith(OutputCaptureExtension.class)
@AlsoOnPostgresql
class RedactionTests extends Story {

    private static final String KEY = "0123abcdW4ndbKey89";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final ControlApi control = new ControlApi(api);

    @Test
    void noOutputHasASecretInAnySpelling(CapturedOutput log) throws Exception {
        var told = new LinkedHashMap<String, String>();
        JsonNode list;
        try (var events = EventStream.open(port, control.url("/events"))) {
            Spelling.all().forEach(spelling -> {
                var answer = spelling.send(raw(), jobs.url());
                told.put("answer to " + spelling, answer.status() >= 400 ? answer.headers() + answer.body() : "");
                LoggerFactory.getLogger("dev.emulator.fireworks.test")
                        .warn("{} failed", spelling, new IllegalStateException(spelling.body()));
            });
            list = json(control.get("/requests?pageSize=200"));
            assertThat(list.get("requests")).hasSize(Spelling.all().size());
            for (var i = 0; i < Spelling.all().size(); i++) {
                told.put("event " + i, events.next().data());
            }
        }
        told.put("list", list.toString());
        list.get("requests")
                .valueStream()
                .map(each -> each.get("number").asString())
                .forEach(number -> told.put(
                        "request " + number, control.get("/requests/" + number).asString()));
        told.put("archive", control.get("/requests:har").asString());
        told.put("log", log.getAll());
        assertThat(told.get("log")).contains("failed", "***");
        var leaks = new ArrayList<String>();
        told.forEach((channel, text) -> Spelling.all().stream()
                .filter(spelling -> spelling.isTold(text))
                .forEach(spelling -> leaks.add(channel + " tells " + spelling)));
        assertThat(leaks).isEmpty();
    }

    @Test
    void aSecretCannotBeGuessedByAskingForIt() {
        Spelling.all().forEach(spelling -> spelling.send(raw(), jobs.url()));
        for (var match : List.of(
                "\"bodyContains\": \"Qv7hid\"",
                "\"path\": \"*Qv7hid*\"",
                "\"userAgent\": \"*Qv7hid*\"",
                "\"headers\": {\"*\": \"*\", \"X-Access-Token\": \"*Qv7*\"}")) {
            var count = json(control.post("/requests:count", "{\"match\": {" + match + "}}"));
            assertThat(count.get("count").asString()).as(match).isEqualTo("0");
        }
    }

    @Test
    void settingsOfTestsAreRedactedToo() {
        control.post(
                        "/faults?faultId=mine",
                        Json.object(
                                "match",
                                Json.object("path", "*/fw_" + KEY + "/*"),
                                "error",
                                Json.object("code", "UNAVAILABLE", "message", "apiKey: " + KEY)))
                .then()
                .statusCode(200);
        request().get(jobs.url() + "/x").then().statusCode(404);
        var job = jobs.create(Json.object("dataset", "d", "baseModel", QWEN, "displayName", "hf_" + KEY));
        for (var address : List.of(
                "/faults",
                "/faults/mine",
                "/resources",
                "/resources/supervisedFineTuningJobs/" + job,
                "/resources/supervisedFineTuningJobs/" + job + "/audit")) {
            assertThat(control.get(address).asString()).as(address).doesNotContain(KEY);
        }
    }

    @Test
    void anArchiveHasNoSecretAndItsJobsWorkWithout() throws IOException {
        var job = jobs.createWith(
                "wandbConfig", Json.object("enabled", true, "apiKey", KEY, "project", "p", "entity", "e"));
        jobs.get(job).then().body("wandbConfig.apiKey", equalTo(KEY));
        var archive = control.snapshot();
        assertThat(unpacked(archive))
                .hasSizeGreaterThan(2)
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain(KEY));

        control.restore(archive).then().statusCode(200);

        jobs.get(job)
                .then()
                .body("wandbConfig.apiKey", equalTo(Secrets.mask(KEY)))
                .body("wandbConfig.enabled", equalTo(true))
                .body("wandbConfig.url", startsWith("https://wandb.ai/e/p/"));
        time.passes(Duration.ofDays(1));
        jobs.get(job).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        assertThat(unpacked(control.snapshot()).values()).anyMatch(text -> text.contains(Secrets.mask(KEY)));
    }

    @Test
    void aForkKeepsTheKeyThatTheJobHas() {
        var job =
                jobs.create(Json.object("dataset", "d", "baseModel", QWEN, "wandbConfig", Json.object("apiKey", KEY)));
        control.post(":fork", Json.object("account", account + "-2")).then().statusCode(200);
        request().get(jobs.url(job).replace(account, account + "-2")).then().body("wandbConfig.apiKey", equalTo(KEY));
    }

    @Test
    void redactedKeysStillDiffer() {
        raw().call("GET", jobs.url(), List.of("X-Api-Key: one"), new byte[0]);
        raw().call("GET", jobs.url(), List.of("X-Api-Key: two"), new byte[0]);
        var har = control.get("/requests:har").asString();
        assertThat(har).contains(Secrets.mask("one"), Secrets.mask("two"));
    }

    private static Map<String, String> unpacked(byte[] archive) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return entries;
    }
}
