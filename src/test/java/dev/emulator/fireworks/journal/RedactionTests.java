package dev.emulator.fireworks.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.EventStream;
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

/** A secret is told nowhere, in whatever spelling it comes. */
@ExtendWith(OutputCaptureExtension.class)
@AlsoOnPostgresql
class RedactionTests extends Story {

    private static final String KEY = "0123abcdW4ndbKey89";

    @Test
    void noSpellingOfASecretIsToldInAnyOutput(CapturedOutput log) throws Exception {
        var told = new LinkedHashMap<String, String>();
        JsonNode list;
        try (var events = EventStream.open(port, control() + "/events")) {
            Spelling.all().forEach(spelling -> {
                var answer = spelling.send(raw(), jobs());
                told.put("answer to " + spelling, answer.status() >= 400 ? answer.headers() + answer.body() : "");
                LoggerFactory.getLogger("dev.emulator.fireworks.test")
                        .warn("{} failed", spelling, new IllegalStateException(spelling.body()));
            });
            list = json(request().get(control() + "/requests?pageSize=200"));
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
                        "request " + number,
                        request().get(control() + "/requests/" + number).asString()));
        told.put("archive", request().get(control() + "/requests:har").asString());
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
        Spelling.all().forEach(spelling -> spelling.send(raw(), jobs()));
        for (var match : List.of(
                "\"bodyContains\": \"Qv7hid\"",
                "\"path\": \"*Qv7hid*\"",
                "\"userAgent\": \"*Qv7hid*\"",
                "\"headers\": {\"*\": \"*\", \"X-Access-Token\": \"*Qv7*\"}")) {
            var count = json(request("{\"match\": {" + match + "}}").post(control() + "/requests:count"));
            assertThat(count.get("count").asString()).as(match).isEqualTo("0");
        }
    }

    @Test
    void whatATestAuthorSaysIsToldWithoutSecretsAsWell() {
        request("""
                {"match": {"path": "*/fw_%s/*"}, "error": {"code": "UNAVAILABLE", "message": "apiKey: %s"}}""".formatted(KEY, KEY))
                .post(control() + "/faults?faultId=mine")
                .then()
                .statusCode(200);
        request().get(jobs() + "/x").then().statusCode(404);
        var job = aJob("{\"dataset\": \"d\", \"baseModel\": \"%s\", \"displayName\": \"hf_%s\"}".formatted(QWEN, KEY));
        for (var address : List.of(
                "/faults",
                "/faults/mine",
                "/resources",
                "/resources/supervisedFineTuningJobs/" + job,
                "/resources/supervisedFineTuningJobs/" + job + "/audit")) {
            assertThat(request().get(control() + address).asString())
                    .as(address)
                    .doesNotContain(KEY);
        }
    }

    @Test
    void anArchiveHasNoSecretAndItsJobsWorkWithout() throws IOException {
        var job = aJob("""
                {"dataset": "accounts/%s/datasets/train", "baseModel": "%s",
                 "wandbConfig": {"enabled": true, "apiKey": "%s", "project": "p", "entity": "e"}}""".formatted(account, QWEN, KEY));
        request().get(job(job)).then().body("wandbConfig.apiKey", equalTo(KEY));
        var archive = request("{}").post(control() + ":snapshot").asByteArray();
        assertThat(unpacked(archive))
                .hasSizeGreaterThan(2)
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain(KEY));

        request()
                .contentType("application/zip")
                .body(archive)
                .post(control() + ":restore")
                .then()
                .statusCode(200);

        request()
                .get(job(job))
                .then()
                .body("wandbConfig.apiKey", equalTo(Secrets.mask(KEY)))
                .body("wandbConfig.enabled", equalTo(true))
                .body("wandbConfig.url", startsWith("https://wandb.ai/e/p/"));
        time.passes(Duration.ofDays(1));
        request().get(job(job)).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        assertThat(unpacked(request("{}").post(control() + ":snapshot").asByteArray())
                        .values())
                .anyMatch(text -> text.contains(Secrets.mask(KEY)));
    }

    @Test
    void aForkKeepsTheKeyThatTheJobHas() {
        var job = aJob("{\"dataset\": \"d\", \"baseModel\": \"%s\", \"wandbConfig\": {\"apiKey\": \"%s\"}}"
                .formatted(QWEN, KEY));
        request("{\"account\": \"%s-2\"}".formatted(account))
                .post(control() + ":fork")
                .then()
                .statusCode(200);
        request().get(job(job).replace(account, account + "-2")).then().body("wandbConfig.apiKey", equalTo(KEY));
    }

    @Test
    void twoKeysAreStillToldApart() {
        raw().call("GET", jobs(), List.of("X-Api-Key: one"), new byte[0]);
        raw().call("GET", jobs(), List.of("X-Api-Key: two"), new byte[0]);
        var har = request().get(control() + "/requests:har").asString();
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
