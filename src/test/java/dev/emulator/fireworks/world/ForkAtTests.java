package dev.emulator.fireworks.world;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.deployment.Deployments;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Forks of an account from an earlier time. */
@AlsoOnPostgresql
class ForkAtTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final ControlApi control = new ControlApi(api);

    private String other;
    private Instant start;

    @BeforeEach
    void freeze() {
        other = account + "-b";
        control.post("/clock:freeze", "{}").then().statusCode(200);
        start = Instant.parse(control.get("/clock").then().extract().path("time"));
    }

    @Test
    void whatHappenedLaterHasNotHappenedInTheCopy() {
        datasets.create("early", ROW.repeat(3));
        var id = jobs.create();
        advance("10s");
        datasets.create("late", ROW.repeat(3));
        var late = jobs.create();
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
    void theForkCanEndDifferently() {
        var id = jobs.create();
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
    void theForkOfAnUnchangedAccountEndsInTheSameWay() {
        var id = jobs.create();
        advance("2s");
        jobs.cancel(id).then().statusCode(200);
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
    void resourcesThatWereDeletedLaterAreMissing() {
        var deployments = new Deployments(api);
        var job = jobs.create();
        deployments.create("hard");
        deployments.create("idle");
        advance("10s");
        jobs.delete(job).then().statusCode(200);
        deployments.deleteWith("hard", "hard=true").then().statusCode(200);
        advance("2592000s");

        fork(start.plusSeconds(5)).then().statusCode(200);
        for (var name : List.of("supervisedFineTuningJobs/" + job, "deployments/hard", "deployments/idle")) {
            inOther("/" + name).then().statusCode(404);
        }
        inOther("/deployments?showDeleted=true").then().body("totalSize", equalTo(0));
    }

    @Test
    void thereIsNoForkFromTheFuture() {
        refused(fork(start.plusSeconds(1)), Code.INVALID_ARGUMENT, "at must not be later than the account's time");
    }

    private Response fork(Instant at) {
        return control.post(":fork", Json.object("account", other, "at", at));
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
        control.post("/clock:advance", Json.object("by", by)).then().statusCode(200);
    }
}
