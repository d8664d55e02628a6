package dev.emulator.fireworks.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A world is copied as it was at an earlier moment, to try another ending. */
@AlsoOnPostgresql
class ForkAtTests extends Story {

    private String other;
    private Instant start;

    @BeforeEach
    void freeze() {
        other = account + "-b";
        request("{}").post(control() + "/clock:freeze").then().statusCode(200);
        start = Instant.parse(
                request().get(control() + "/clock").then().extract().path("time"));
    }

    @Test
    void whatHappenedLaterHasNotHappenedInTheCopy() {
        aDataset("early", ROW.repeat(3));
        var id = aJob();
        advance("10s");
        aDataset("late", ROW.repeat(3));
        var late = aJob();
        assertThat(state(account, id)).isEqualTo("JOB_STATE_COMPLETED");

        fork(start.plusMillis(3500)).then().statusCode(200);

        inOther("/supervisedFineTuningJobs/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("JOB_STATE_RUNNING"))
                .body("jobProgress.percent", equalTo(50))
                .body("completedTime", nullValue())
                .body("updateTime", equalTo(start.plusSeconds(1).toString()));
        inOther("/supervisedFineTuningJobs/" + late).then().statusCode(404);
        inOther("/supervisedFineTuningJobs").then().body("totalSize", equalTo(1));
        inOther("/models").then().body("models", empty()).body("totalSize", equalTo(0));
        inOther("/datasets/early").then().statusCode(200).body("state", equalTo("READY"));
        inOther("/datasets/late").then().statusCode(404);
        request()
                .get("/_emulator/v1/accounts/" + other + "/clock")
                .then()
                .body("time", equalTo(start.plusMillis(3500).toString()))
                .body("frozen", equalTo(true));
        assertThat(state(account, id)).isEqualTo("JOB_STATE_COMPLETED");
    }

    @Test
    void theCopyComesToAnotherEnd() {
        var id = aJob();
        advance("10s");
        fork(start.plusSeconds(2)).then().statusCode(200);
        var controlled = "/_emulator/v1/accounts/" + other;
        request("{\"use\": \"fails-at-99-percent\"}")
                .put(controlled + "/resources/supervisedFineTuningJobs/" + id + "/plan")
                .then()
                .statusCode(200);
        request("{\"by\": \"10s\"}").post(controlled + "/clock:advance").then().statusCode(200);

        assertThat(state(other, id)).isEqualTo("JOB_STATE_FAILED");
        inOther("/models/" + id).then().statusCode(404);
        request().get("/v1/accounts/" + account + "/models/" + id).then().statusCode(200);
    }

    @Test
    void theCopyOfAnUnchangedMomentComesToTheSameEnd() {
        var id = aJob();
        advance("2s");
        request("{}").post(job(id) + ":cancel").then().statusCode(200);
        advance("10s");
        assertThat(state(account, id)).isEqualTo("JOB_STATE_CANCELLED");

        fork(start.plusMillis(1999)).then().statusCode(200);
        request("{\"until\": \"ALL_IDLE\"}")
                .post("/_emulator/v1/accounts/" + other + "/clock:advance")
                .then()
                .statusCode(200);
        inOther("/supervisedFineTuningJobs/" + id)
                .then()
                .body("state", equalTo("JOB_STATE_COMPLETED"))
                .body("completedTime", equalTo(start.plusSeconds(6).toString()));
    }

    @Test
    void thereIsNoForkFromTheFuture() {
        refused(fork(start.plusSeconds(1)), Code.INVALID_ARGUMENT, "at must not be later than the account's time");
    }

    private Response fork(Instant at) {
        return request("{\"account\": \"" + other + "\", \"at\": \"" + at + "\"}")
                .post(control() + ":fork");
    }

    private Response inOther(String path) {
        return request().get("/v1/accounts/" + other + path);
    }

    private String state(String inAccount, String id) {
        return request()
                .get("/v1/accounts/" + inAccount + "/supervisedFineTuningJobs/" + id)
                .then()
                .statusCode(200)
                .extract()
                .path("state");
    }

    private void advance(String by) {
        request("{\"by\": \"" + by + "\"}")
                .post(control() + "/clock:advance")
                .then()
                .statusCode(200);
    }
}
