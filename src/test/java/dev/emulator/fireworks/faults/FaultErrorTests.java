package dev.emulator.fireworks.faults;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Faults that return errors or delay responses. */
@AlsoOnPostgresql
class FaultErrorTests extends FaultStory {

    private final Datasets datasets = new Datasets(api);

    @Autowired
    private Events events;

    @Test
    void anErrorHasTheShapeOfEveryRefusal() {
        aFault("""
                {"error": {"code": "RESOURCE_EXHAUSTED", "message": "no more", "reason": "QUOTA", "retryAfter": "2s"}}""");

        var answer = jobs.list();

        refused(answer, Code.RESOURCE_EXHAUSTED, "no more")
                .header("Retry-After", "2")
                .header("retry-after-ms", nullValue())
                .body("details", hasSize(1))
                .body("details[0].'@type'", equalTo("type.googleapis.com/google.rpc.ErrorInfo"))
                .body("details[0].reason", equalTo("QUOTA"))
                .body("details[0].metadata", anEmptyMap());
    }

    @Test
    void aStatusThatNoCodeStandsForIsAnswered() {
        aFault("{\"error\": {\"code\": \"FAILED_PRECONDITION\", \"httpStatus\": 412, \"message\": \"suspended\"}}");

        jobs.list().then().statusCode(412).body("code", equalTo(9));
    }

    @Test
    void aRetryDelayHasMilliseconds() {
        aFault("{\"error\": {\"preset\": \"RATE_LIMITED\", \"retryAfter\": \"PT1.5S\"}}");

        jobs.list().then().statusCode(429).header("Retry-After", "2").header("retry-after-ms", "1500");
    }

    @Test
    void theEdgeSpeaksAnotherDialect() {
        aFault("{\"error\": {\"code\": \"PERMISSION_DENIED\", \"message\": \"no\", \"shape\": \"EDGE\"}}");

        var answer = jobs.list();

        answer.then()
                .statusCode(403)
                .body("error.message", equalTo("no"))
                .body("error.param", nullValue())
                .body("error.code", equalTo("FORBIDDEN"))
                .body("error.type", equalTo("error"))
                .body("request_id", equalTo(answer.header("X-Emulator-Request-Id")));
    }

    @Test
    void everyReadyMadeErrorIsAnsweredAsItIsListed() {
        var presets = json(request().get("/_emulator/v1/faultPresets")).path("faultPresets");
        assertThat(presets.size()).isGreaterThanOrEqualTo(12);
        for (var preset : presets) {
            var id = aFault(Json.object(
                    "error", Json.object("preset", preset.path("preset").asString())));
            var answer = jobs.list();
            var requestId = answer.header("X-Emulator-Request-Id");

            assertThat(answer.statusCode()).isEqualTo(preset.path("httpStatus").asInt());
            assertThat(answer.asString().replace(requestId, "").replace(account, "{account}"))
                    .isEqualTo(preset.path("body").asString());
            assertThat(answer.header("Retry-After") == null)
                    .isEqualTo(preset.path("retryAfter").asString().isEmpty());
            control.delete("/faults/" + id).then().statusCode(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED, 429, 8",
        "RATE_LIMITED_WITHOUT_RETRY_AFTER, 429, 8",
        "QUOTA_EXCEEDED, 429, 8",
        "TIER_REQUIRED, 403, 7",
        "PAYMENT_REQUIRED, 400, 9",
        "ACCOUNT_SUSPENDED, 412, 9",
        "NO_PERMISSION, 403, 7",
        "RESOURCE_NOT_FOUND, 404, 5",
        "INTERNAL, 500, 13",
        "UNAVAILABLE, 503, 14",
        "DEADLINE_EXCEEDED, 504, 4",
        "CONFLICT, 409, 10"
    })
    void readyMadeErrorsHaveTheServicesStatusAndCode(String preset, int status, int code) {
        aFault(Json.object("error", Json.object("preset", preset)));

        jobs.list().then().statusCode(status).body("code", equalTo(code)).body("details", hasSize(0));
    }

    @Test
    void theMessageOfAMissingTierIsJsonItself() {
        aFault("{\"error\": {\"preset\": \"TIER_REQUIRED\"}}");

        var message = jobs.list().then().statusCode(403).extract().<String>path("message");

        assertThat(json(message).path("error").asString()).isEqualTo("tier_required");
    }

    @Test
    void anErrorIsAnsweredInsteadOfTheCall() {
        aFault("{\"match\": {\"method\": \"POST\"}, \"error\": {\"preset\": \"INTERNAL\"}}");

        jobs.post(Json.object("dataset", "train", "baseModel", QWEN)).then().statusCode(500);
        jobs.list().then().body("totalSize", equalTo(0));
    }

    @Test
    void aDelayIsRealTime() {
        aFault("{\"delay\": {\"fixed\": \"0.3s\"}}");

        var before = System.nanoTime();
        jobs.list().then().statusCode(200);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }

    @Test
    void aDelayMayBeDrawn() {
        aFault(
                "{\"delay\": {\"uniform\": {\"min\": \"0.2s\", \"max\": \"0.3s\"}}, \"error\": {\"preset\": \"INTERNAL\"}}");
        aFault("{\"delay\": {\"logNormal\": {\"median\": \"0.001s\", \"sigma\": 0.5}}}");

        var before = System.nanoTime();
        jobs.list().then().statusCode(500);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"preset\": \"UNAVAILABLE\"}                                | 503 | ServiceUnavailable",
                "{\"preset\": \"INTERNAL\"}                                   | 500 | InternalError",
                "{\"preset\": \"RATE_LIMITED\"}                               | 429 | SlowDown",
                "{\"preset\": \"NO_PERMISSION\"}                              | 403 | AccessDenied",
                "{\"preset\": \"INVALID_KEY\"}                                | 403 | AccessDenied",
                "{\"preset\": \"RESOURCE_NOT_FOUND\"}                         | 404 | NoSuchKey",
                "{\"code\": \"CANCELLED\", \"httpStatus\": 499, \"message\": \"<a&b>\"} | 499 | InvalidArgument",
            })
    void signedAddressesBreakAsAnObjectStoreDoes(String error, int status, String code) {
        datasets.create("train", ROW);
        aFault(Json.object("match", Json.object("operation", "GetObject"), "error", Json.read(error)));

        var answer = Storage.fetch(datasets.downloads("train").get("data.jsonl"));

        Storage.refusedInXml(answer, status, code);
        answer.then().header("X-Emulator-Fault", notNullValue());
    }

    @Test
    void signedUrlsReturnTheRetryDelayToo() {
        datasets.create("train", ROW);
        aFault(
                "{\"match\": {\"operation\": \"GetObject\"}, \"error\": {\"preset\": \"UNAVAILABLE\", \"retryAfter\": \"7s\"}}");

        var answer = Storage.fetch(datasets.downloads("train").get("data.jsonl"));

        Storage.refusedInXml(answer, 503, "ServiceUnavailable");
        answer.then().header("Retry-After", "7");
    }

    @Test
    void aFaultThatASignedCallAsksForInVainIsRefusedInXml() {
        datasets.create("train", ROW);
        var address = datasets.downloads("train").get("data.jsonl");

        var answer = Storage.request().header("X-Emulator-Fault", "nonsense").get(address);

        Storage.refusedInXml(answer, 400, "InvalidArgument");
    }

    @Test
    void aFaultPublishesAnEvent() throws InterruptedException {
        var id = aFault("{\"error\": {\"preset\": \"INTERNAL\"}}");
        try (var listener = events.listen(event -> event.account().equals(account), 10)) {
            jobs.list();

            var event = listener.next(Duration.ofSeconds(10)).orElseThrow();
            assertThat(event.type()).isEqualTo(Event.Type.FAULT);
            assertThat(event.resource()).isEqualTo("accounts/" + account + "/faults/" + id);
            assertThat(event.detail())
                    .containsEntry("operation", "ListSupervisedFineTuningJobs")
                    .containsEntry("effect", "error");
        }
    }
}
