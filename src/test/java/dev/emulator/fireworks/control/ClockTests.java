package dev.emulator.fireworks.control;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clock of an account: freeze, advance, scale and resume. */
@AlsoOnPostgresql
class ClockTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    @Test
    void anAccountHasTheMachinesTimeByDefault() {
        control.get("/clock")
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + account + "/clock"))
                .body("time", equalTo(time.now().toString()))
                .body("frozen", equalTo(false))
                .body("factor", equalTo(1))
                .body("own", equalTo(false))
                .body("nextTransitionTime", nullValue());
    }

    @Test
    void frozenTimeStandsStillForItsAccountOnly() {
        act("freeze").body("frozen", equalTo(true)).body("factor", equalTo(0));
        var frozen = now();
        var id = jobs.create();
        time.passes(Duration.ofHours(1));

        assertThat(now()).isEqualTo(frozen);
        assertThat(state(id)).isEqualTo("JOB_STATE_CREATING");
        assertThat(created(id)).isEqualTo(frozen);
    }

    @Test
    void advancingMakesAndReturnsAllTransitionsThatAreDue() {
        act("freeze");
        var start = now();
        var id = jobs.create();
        advance("{\"by\": \"21600s\"}")
                .then()
                .statusCode(200)
                .body("from", equalTo(start.toString()))
                .body("to", equalTo(start.plusSeconds(21600).toString()))
                .body("transitions.fromState", contains("JOB_STATE_CREATING", "JOB_STATE_RUNNING"))
                .body("transitions.toState", contains("JOB_STATE_RUNNING", "JOB_STATE_COMPLETED"))
                .body("transitions.name[0]", equalTo("accounts/" + account + "/supervisedFineTuningJobs/" + id))
                .body(
                        "transitions.time",
                        contains(
                                start.plusSeconds(1).toString(),
                                start.plusSeconds(6).toString()))
                .body("clock.time", equalTo(start.plusSeconds(21600).toString()))
                .body("clock.frozen", equalTo(true));

        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_COMPLETED"))
                .body("completedTime", equalTo(start.plusSeconds(6).toString()))
                .body("jobProgress.percent", equalTo(100));
    }

    @Test
    void durationsMayBeIso8601() {
        act("freeze");
        var start = now();
        advance("{\"by\": \"PT6H\"}")
                .then()
                .body("to", equalTo(start.plusSeconds(21600).toString()));
    }

    @Test
    void timeThatWasMovedGoesOnWithTheMachines() {
        advance("{\"by\": \"3600s\"}").then().statusCode(200).body("clock.factor", equalTo(1));
        var moved = now();
        var id = jobs.create();
        time.passes(Duration.ofSeconds(6));

        assertThat(now()).isEqualTo(moved.plusSeconds(6));
        assertThat(state(id)).isEqualTo("JOB_STATE_COMPLETED");
    }

    @Test
    void jobsThatWereThereBeforeFollowTheClockAsWell() {
        var id = jobs.create();
        act("freeze");
        time.passes(Duration.ofHours(1));
        assertThat(state(id)).isEqualTo("JOB_STATE_CREATING");
        advance("{\"by\": \"1s\"}").then().body("transitions", hasSize(1));
        assertThat(state(id)).isEqualTo("JOB_STATE_RUNNING");
    }

    @Test
    void aResumedClockGoesOnFromWhereItStood() {
        act("freeze");
        var stood = now();
        time.passes(Duration.ofHours(1));
        act("resume").body("frozen", equalTo(false)).body("time", equalTo(stood.toString()));
        time.passes(Duration.ofSeconds(5));
        assertThat(now()).isEqualTo(stood.plusSeconds(5));
    }

    @Test
    void scaledTimePassesFasterByTheFactor() {
        act("scale", "{\"factor\": 60}").body("factor", equalTo(60));
        var start = now();
        var id = jobs.create();
        time.passes(Duration.ofMillis(50));
        assertThat(now()).isEqualTo(start.plusSeconds(3));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_RUNNING")).body("jobProgress.percent", equalTo(40));
        time.passes(Duration.ofMillis(50));
        assertThat(state(id)).isEqualTo("JOB_STATE_COMPLETED");
    }

    @Test
    void advancingUntilTheNextEventMakesOneThingHappen() {
        act("freeze");
        var id = jobs.create();
        advance("{\"until\": \"NEXT_EVENT\"}").then().body("transitions.toState", contains("JOB_STATE_RUNNING"));
        advance("{\"until\": \"NEXT_EVENT\"}").then().body("transitions.toState", contains("JOB_STATE_COMPLETED"));
        advance("{\"until\": \"NEXT_EVENT\"}").then().statusCode(200).body("transitions", empty());
        assertThat(state(id)).isEqualTo("JOB_STATE_COMPLETED");
    }

    @Test
    void advancingUntilAJobHasEndedLeavesLaterThingsForLater() {
        act("freeze");
        var first = jobs.create();
        advance("{\"by\": \"3s\"}");
        var second = jobs.create();
        advance(Json.object(
                                "until",
                                "RESOURCE_TERMINAL",
                                "resource",
                                Json.object("collection", "supervisedFineTuningJobs", "id", first))
                        .toString())
                .then()
                .statusCode(200);
        assertThat(state(first)).isEqualTo("JOB_STATE_COMPLETED");
        assertThat(state(second)).isEqualTo("JOB_STATE_RUNNING");
    }

    @Test
    void advancingUntilAllIsIdleEndsEverything() {
        act("freeze");
        var ids = List.of(jobs.create(), jobs.create(), jobs.create());
        jobs.cancel(ids.get(1));
        advance("{\"until\": \"ALL_IDLE\"}")
                .then()
                .body("clock.nextTransitionTime", nullValue())
                .body("transitions.size()", equalTo(5));
        assertThat(ids.stream().map(this::state))
                .containsExactly("JOB_STATE_COMPLETED", "JOB_STATE_CANCELLED", "JOB_STATE_COMPLETED");
    }

    @Test
    void aRepeatedRequestMovesTheClockOnceAndIsAnsweredTheSame() {
        act("freeze");
        jobs.create();
        var body = "{\"by\": \"3600s\", \"requestId\": \"once\"}";
        var first = json(advance(body));
        advance("{\"by\": \"3600s\", \"requestId\": \"other\"}");
        var second = json(advance(body));

        assertThat(second.get("from")).isEqualTo(first.get("from"));
        assertThat(second.get("to")).isEqualTo(first.get("to"));
        assertThat(second.get("transitions"))
                .isEqualTo(first.get("transitions"))
                .hasSize(2);
    }

    @Test
    void thoseWhoMoveOneClockAtOnceMoveItOneAfterTheOther() {
        act("freeze");
        var start = now();
        AtOnce.times(20, 5, number -> advance("{\"by\": \"60s\"}").statusCode());
        assertThat(now()).isEqualTo(start.plusSeconds(1200));
    }

    @Test
    void timeNeverGoesBack() {
        act("freeze");
        var now = now();
        refused(
                advance(Json.object("to", now.minusSeconds(1)).toString()),
                Code.FAILED_PRECONDITION,
                "time cannot go back from " + now + " to " + now.minusSeconds(1));
    }

    @Test
    void signedAddressesExpireByTheAccountsClock() {
        datasets.create("train", ROW.repeat(3));
        var address = datasets.downloads("train").values().iterator().next();
        assertThat(Storage.fetch(address).statusCode()).isEqualTo(200);
        advance("{\"by\": \"600s\"}").then().statusCode(200);
        assertThat(Storage.fetch(address).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                        | by     | one of by, to and until must be given
            {"by": "1s", "until": "ALL_IDLE"}         | by     | one of by, to and until must be given
            {"by": "6h"}                              | by     | by: "6h" is not a duration of 0 to 3650 days, such as 1.5s, 21600s, PT6H or P1D
            {"by": "-1s"}                             | by     | by: "-1s" is not a duration of 0 to 3650 days, such as 1.5s, 21600s, PT6H or P1D
            {"by": "P4000D"}                          | by     | by: "P4000D" is not a duration of 0 to 3650 days, such as 1.5s, 21600s, PT6H or P1D
            {"until": "RESOURCE_TERMINAL"} | resource | resource, with collection and id, is required with until RESOURCE_TERMINAL
            """)
    void anInvalidRequestIsRefused(String body, String field, String message) {
        refused(advance(body), Code.INVALID_ARGUMENT, message)
                .body("details[0].fieldViolations[0].field", equalTo(field));
    }

    @Test
    void aFactorThatIsNoneIsRefused() {
        for (var factor : List.of("0", "-1", "1e9")) {
            refused(
                    control.post("/clock:scale", Json.object("factor", Json.read(factor))),
                    Code.INVALID_ARGUMENT,
                    "factor must be above 0 and at most 1000000");
        }
    }

    @Test
    void anUnknownJobCannotBeWaitedFor() {
        refused(
                advance(
                        "{\"until\": \"RESOURCE_TERMINAL\", \"resource\": {\"collection\": \"supervisedFineTuningJobs\", \"id\": \"unknown\"}}"),
                Code.NOT_FOUND,
                "resource not found");
    }

    @Test
    void anInvalidAccountIsRefused() {
        request("{}")
                .post("/_emulator/v1/accounts/A_B/clock:freeze")
                .then()
                .statusCode(400)
                .body("message", startsWith("invalid account id"));
    }

    private ValidatableResponse act(String verb) {
        return act(verb, "{}");
    }

    private ValidatableResponse act(String verb, String body) {
        return control.post("/clock:" + verb, body).then().statusCode(200);
    }

    private Response advance(String body) {
        return control.post("/clock:advance", body);
    }

    private Instant now() {
        return Instant.parse(control.get("/clock").then().extract().path("time"));
    }

    private Instant created(String id) {
        return Instant.parse(jobs.get(id).then().extract().path("createTime"));
    }

    private String state(String id) {
        return jobs.get(id).then().statusCode(200).extract().path("state");
    }
}
