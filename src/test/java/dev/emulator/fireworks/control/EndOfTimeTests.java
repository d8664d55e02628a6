package dev.emulator.fireworks.control;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last time that the API can name is the last second of year 9999: nothing is planned beyond, and no clock goes there. */
@Verified(INFERRED)
@AlsoOnPostgresql
class EndOfTimeTests extends Story {

    private static final String LAST = "9999-12-31T23:59:59Z";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'to': '9999-12-31T23:59:59.5Z'}|to: 9999-12-31T23:59:59.500Z is out of range",
                "{'to': '9999-12-31T23:59:59-01:00'}|google.protobuf.Timestamp value out of range",
                "{'to': '0000-12-31T23:59:59Z'}|google.protobuf.Timestamp value out of range",
            })
    void aTimeThatCannotBeToldIsRefused(String body, String message) {
        post("/clock:advance", body.replace('\'', '"')).statusCode(400).body("message", containsString(message));
        request().get(control() + "/clock").then().body("own", equalTo(false));
    }

    @Test
    void aClockCannotBeAdvancedBeyondTheEnd() {
        post("/clock:freeze", "{}").statusCode(200);
        post("/clock:advance", "{\"to\": \"9999-12-30T00:00:00Z\"}").statusCode(200);
        post("/clock:advance", "{\"by\": \"P2D\"}")
                .statusCode(400)
                .body(
                        "message",
                        equalTo("by: 9999-12-30T00:00:00Z plus PT48H is after " + LAST
                                + ", the last time that can be represented"));
        request().get(control() + "/clock").then().body("time", equalTo("9999-12-30T00:00:00Z"));
    }

    @Test
    void atTheEndOfTimeNothingIsPlannedAndEverythingCanBeRead() {
        var id = aJob();
        post("/clock:freeze", "{}").statusCode(200);
        post("/clock:advance", "{\"to\": \"" + LAST + "\"}").statusCode(200);

        request("""
                {"dataset": "accounts/%s/datasets/train", "baseModel": "%s"}""".formatted(account, QWEN))
                .post(jobs())
                .then()
                .statusCode(400)
                .body("code", equalTo(9))
                .body("message", containsString("would end after " + LAST));
        request().get(job(id)).then().statusCode(200).body("state", equalTo("JOB_STATE_COMPLETED"));
        request("{}").delete(job(id)).then().statusCode(400).body("code", equalTo(9));
        request().get(jobs()).then().statusCode(200).body("totalSize", equalTo(1));
        aDataset("train", ROW);
        post(":snapshot", "{}").statusCode(200);
        post(":reset", "{}").statusCode(200);
    }

    @Test
    void aFastClockStandsStillAtTheEnd() {
        post("/clock:scale", "{\"factor\": 1000000}").statusCode(200);
        time.passes(Duration.ofDays(30));
        request().get(control() + "/clock").then().statusCode(200).body("time", equalTo(LAST));
        post("/clock:resume", "{}").statusCode(200).body("time", equalTo(LAST));
        post("/clock:scale", "{\"factor\": 2}").statusCode(200).body("time", equalTo(LAST));
    }

    @Test
    void aPlanThatTakesLongerThanACenturyIsRefused() {
        refusedPlan("{\"state\": \"RUNNING\", \"lasts\": \"P3650D\"}", 11);
        refusedPlan("{\"state\": \"RUNNING\", \"drawn\": {\"logNormal\": {\"median\": \"1s\", \"sigma\": 1}}}", 11);
        refusedPlan("{\"state\": \"RUNNING\", \"drawn\": {\"uniform\": {\"min\": \"1s\", \"max\": \"P3650D\"}}}", 99);
    }

    @Test
    void aPlanOfACenturyIsFollowed() {
        request(plan("{\"state\": \"RUNNING\", \"lasts\": \"P3650D\"}", 10))
                .put(control() + "/defaultPlan")
                .then()
                .statusCode(200);
        var id = aJob();
        post("/clock:advance", "{\"by\": \"P3650D\"}").statusCode(200);
        request().get(job(id)).then().statusCode(200).body("jobProgress.percent", equalTo(10));
        post("/clock:advance", "{\"until\": \"ALL_IDLE\"}").statusCode(200);
        request().get(job(id)).then().statusCode(200).body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void aSeedDoesNotBeginBeyondTheEnd() {
        var seed = "{\"accounts\": {\"%s\": {\"clock\": {\"time\": \"9999-12-31T23:59:59.5Z\"}}}}".formatted(account);
        request(seed)
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(400)
                .body("message", containsString("is out of range"));
        request().get(control() + "/clock").then().body("own", equalTo(false));
    }

    @Test
    void aSeedWithAFaultThatMakesNoSenseMakesNothing() {
        var seed = """
                {"accounts": {"%s": {"datasets": {"train": {"rows": [%s]}},
                    "faults": {"f": {"error": {"code": "INTERNAL"}, "when": {"every": 0}}}}}}""".formatted(account, ROW);
        request(seed)
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(400)
                .body("message", containsString("when.every must be at least 1"));
        assertThat(request().get(datasets()).then().extract().<Integer>path("totalSize"))
                .isZero();
    }

    private void refusedPlan(String stage, int times) {
        request(plan(stage, times))
                .put(control() + "/defaultPlan")
                .then()
                .statusCode(400)
                .body("message", equalTo("plan.stages: the stages of a plan can last at most 36500 days together"));
    }

    private static String plan(String stage, int times) {
        return "{\"plan\": {\"stages\": [" + String.join(",", Collections.nCopies(times, stage))
                + ", {\"state\": \"COMPLETED\"}]}}";
    }

    private ValidatableResponse post(String path, String json) {
        return request(json).post(control() + path).then();
    }
}
