package dev.emulator.fireworks.control;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** A test author moves a resource by hand, and waits for what becomes of it. */
@AlsoOnPostgresql
class TransitionAndWaitTests extends PlanStory {

    @Test
    void aJobIsMovedByHand() {
        var id = aJob();
        moved(id, "{\"state\": \"RUNNING\"}").statusCode(200).body("state", equalTo("JOB_STATE_RUNNING"));
        advance("5s");
        request().get(job(id)).then().body("state", equalTo("JOB_STATE_COMPLETED"));

        var other = aJob();
        moved(other, "{\"state\": \"PAUSED\"}").body("nextTransitionTime", nullValue());
        moved(other, "{\"state\": \"FAILED\", \"code\": \"DATA_LOSS\", \"message\": \"gone\"}")
                .statusCode(200);
        request()
                .get(job(other))
                .then()
                .body("state", equalTo("JOB_STATE_FAILED"))
                .body("status.code", equalTo("DATA_LOSS"))
                .body("status.message", equalTo("gone"));
        refused(
                request("{\"state\": \"RUNNING\"}")
                        .post(control() + "/resources/supervisedFineTuningJobs/" + other + ":transition"),
                Code.FAILED_PRECONDITION,
                "resource in state JOB_STATE_FAILED has ended");
    }

    @Test
    void aJobThatIsMovedToItsEndMakesItsModel() {
        var id = aJob();
        moved(id, "{\"state\": \"COMPLETED\"}").statusCode(200);
        request().get("/v1/accounts/" + account + "/models/" + id).then().body("state", equalTo("READY"));
    }

    @Test
    void whoWaitsForAJobInVirtualTimeGetsThereAtOnce() {
        var id = aJob();
        request("{\"state\": \"RUNNING\", \"advance\": true}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .statusCode(200)
                .body("satisfied", equalTo(true))
                .body("resource.state", equalTo("JOB_STATE_RUNNING"));
        request("{\"advance\": true}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .body("satisfied", equalTo(true))
                .body("resource.state", equalTo("JOB_STATE_COMPLETED"));
        request("{\"state\": \"PAUSED\", \"timeout\": \"60s\"}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .body("satisfied", equalTo(false));
        request("{\"state\": \"CREATING\"}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .body("satisfied", equalTo(true));
    }

    @Test
    void whoWaitsInRealTimeHearsOfItWhenItHappens() throws Exception {
        request("{}").post(control() + "/clock:resume").then().statusCode(200);
        var id = aJob();
        var waiting = new FutureTask<Response>(() -> request("{\"timeout\": \"30s\"}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait"));
        new Thread(waiting).start();
        time.passes(Duration.ofSeconds(10));
        waiting.get().then().statusCode(200).body("satisfied", equalTo(true));
    }

    @Test
    void whatCannotBeAwaitedIsRefused() {
        request("{}")
                .post(control() + "/resources/supervisedFineTuningJobs/nobody:wait")
                .then()
                .statusCode(404);
        var id = aJob();
        refused(
                request("{\"timeout\": \"61s\"}")
                        .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait"),
                Code.INVALID_ARGUMENT,
                "timeout must be at most 60s");
        request("{\"state\": \"DONE\"}")
                .post(control() + "/resources/supervisedFineTuningJobs/" + id + ":wait")
                .then()
                .statusCode(400)
                .body("message", containsString("unknown state \"DONE\""));
    }
}
