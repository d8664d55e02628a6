package dev.emulator.fireworks.control;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The API cannot express times after the last second of year 9999. Plans and clocks end there. */
@Verified(INFERRED)
@AlsoOnPostgresql
class EndOfTimeTests extends Story {

    private static final String LAST = "9999-12-31T23:59:59Z";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'to': '9999-12-31T23:59:59.5Z'}|to: 9999-12-31T23:59:59.500Z is out of range",
                "{'to': '9999-12-31T23:59:59-01:00'}|google.protobuf.Timestamp value out of range",
                "{'to': '0000-12-31T23:59:59Z'}|google.protobuf.Timestamp value out of range",
            })
    void aTimeThatCannotBeRepresentedIsRefused(String body, String message) {
        post("/clock:advance", body.replace('\'', '"')).statusCode(400).body("message", containsString(message));
        control.get("/clock").then().body("own", equalTo(false));
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
        control.get("/clock").then().body("time", equalTo("9999-12-30T00:00:00Z"));
    }

    @Test
    void atTheEndOfTimeNothingIsPlannedAndEverythingCanBeRead() {
        var id = jobs.create();
        post("/clock:freeze", "{}").statusCode(200);
        post("/clock:advance", Json.object("to", LAST).toString()).statusCode(200);

        jobs.post(jobs.smallest())
                .then()
                .statusCode(400)
                .body("code", equalTo(9))
                .body("message", containsString("would end after " + LAST));
        jobs.get(id).then().statusCode(200).body("state", equalTo("JOB_STATE_COMPLETED"));
        request("{}").delete(jobs.url(id)).then().statusCode(400).body("code", equalTo(9));
        jobs.list().then().statusCode(200).body("totalSize", equalTo(1));
        datasets.create("train", ROW);
        post(":snapshot", "{}").statusCode(200);
        post(":reset", "{}").statusCode(200);
    }

    @Test
    void aFastClockStandsStillAtTheEnd() {
        post("/clock:scale", "{\"factor\": 1000000}").statusCode(200);
        time.passes(Duration.ofDays(30));
        control.get("/clock").then().statusCode(200).body("time", equalTo(LAST));
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
        control.put("/defaultPlan", plan("{\"state\": \"RUNNING\", \"lasts\": \"P3650D\"}", 10))
                .then()
                .statusCode(200);
        var id = jobs.create();
        post("/clock:advance", "{\"by\": \"P3650D\"}").statusCode(200);
        jobs.get(id).then().statusCode(200).body("jobProgress.percent", equalTo(10));
        post("/clock:advance", "{\"until\": \"ALL_IDLE\"}").statusCode(200);
        jobs.get(id).then().statusCode(200).body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void aSeedDoesNotBeginBeyondTheEnd() {
        var seed = Json.object(
                        "accounts",
                        Json.object(account, Json.object("clock", Json.object("time", "9999-12-31T23:59:59.5Z"))))
                .toString();
        request(seed)
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(400)
                .body("message", containsString("is out of range"));
        control.get("/clock").then().body("own", equalTo(false));
    }

    @Test
    void aSeedWithAnInvalidFaultCreatesNothing() {
        var train = Json.object("rows", List.of(Json.read(ROW)));
        var fault = Json.object("error", Json.object("code", "INTERNAL"), "when", Json.object("every", 0));
        var resources = Json.object("datasets", Json.object("train", train), "faults", Json.object("f", fault));
        var seed = Json.object("accounts", Json.object(account, resources));
        request(seed)
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(400)
                .body("message", containsString("when.every must be at least 1"));
        assertThat(datasets.list().then().extract().<Integer>path("totalSize")).isZero();
    }

    private void refusedPlan(String stage, int times) {
        control.put("/defaultPlan", plan(stage, times))
                .then()
                .statusCode(400)
                .body("message", equalTo("plan.stages: the stages of a plan can last at most 36500 days together"));
    }

    private static JsonNode plan(String stage, int times) {
        var stages = new ArrayList<>(Collections.nCopies(times, Json.read(stage)));
        stages.add(Json.object("state", "COMPLETED"));
        return Json.object("plan", Json.object("stages", stages));
    }

    private ValidatableResponse post(String path, String json) {
        return control.post(path, json).then();
    }
}
