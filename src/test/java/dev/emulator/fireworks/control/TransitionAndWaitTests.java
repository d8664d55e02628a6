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

/** A test moves a resource to another state, and waits for a state. */
@AlsoOnPostgresql
class TransitionAndWaitTests extends PlanStory {

    @Test
    void aJobIsMovedByHand() {
        var id = jobs.create();
        moved(id, "{\"state\": \"RUNNING\"}").statusCode(200).body("state", equalTo("JOB_STATE_RUNNING"));
        advance("5s");
        jobs.get(id).then().body("state", equalTo("JOB_STATE_COMPLETED"));

        var other = jobs.create();
        moved(other, "{\"state\": \"PAUSED\"}").body("nextTransitionTime", nullValue());
        moved(other, "{\"state\": \"FAILED\", \"code\": \"DATA_LOSS\", \"message\": \"gone\"}")
                .statusCode(200);
        jobs.get(other)
                .then()
                .body("state", equalTo("JOB_STATE_FAILED"))
                .body("status.code", equalTo("DATA_LOSS"))
                .body("status.message", equalTo("gone"));
        refused(
                control.post(
                        "/resources/supervisedFineTuningJobs/" + other + ":transition", "{\"state\": \"RUNNING\"}"),
                Code.FAILED_PRECONDITION,
                "resource in state JOB_STATE_FAILED has ended");
    }

    @Test
    void aJobThatIsMovedToItsEndMakesItsModel() {
        var id = jobs.create();
        moved(id, "{\"state\": \"COMPLETED\"}").statusCode(200);
        request().get("/v1/accounts/" + account + "/models/" + id).then().body("state", equalTo("READY"));
    }

    @Test
    void aWaitInVirtualTimeReturnsImmediately() {
        var id = jobs.create();
        control.post(
                        "/resources/supervisedFineTuningJobs/" + id + ":wait",
                        "{\"state\": \"RUNNING\", \"advance\": true}")
                .then()
                .statusCode(200)
                .body("satisfied", equalTo(true))
                .body("resource.state", equalTo("JOB_STATE_RUNNING"));
        control.post("/resources/supervisedFineTuningJobs/" + id + ":wait", "{\"advance\": true}")
                .then()
                .body("satisfied", equalTo(true))
                .body("resource.state", equalTo("JOB_STATE_COMPLETED"));
        control.post(
                        "/resources/supervisedFineTuningJobs/" + id + ":wait",
                        "{\"state\": \"PAUSED\", \"timeout\": \"60s\"}")
                .then()
                .body("satisfied", equalTo(false));
        control.post("/resources/supervisedFineTuningJobs/" + id + ":wait", "{\"state\": \"CREATING\"}")
                .then()
                .body("satisfied", equalTo(true));
    }

    @Test
    void aWaitInRealTimeReturnsWhenItHappens() throws Exception {
        control.post("/clock:resume", "{}").then().statusCode(200);
        var id = jobs.create();
        var waiting = new FutureTask<Response>(
                () -> control.post("/resources/supervisedFineTuningJobs/" + id + ":wait", "{\"timeout\": \"30s\"}"));
        new Thread(waiting).start();
        time.passes(Duration.ofSeconds(10));
        waiting.get().then().statusCode(200).body("satisfied", equalTo(true));
    }

    @Test
    void whatCannotBeAwaitedIsRefused() {
        control.post("/resources/supervisedFineTuningJobs/unknown:wait", "{}")
                .then()
                .statusCode(404);
        var id = jobs.create();
        refused(
                control.post("/resources/supervisedFineTuningJobs/" + id + ":wait", "{\"timeout\": \"61s\"}"),
                Code.INVALID_ARGUMENT,
                "timeout must be at most 60s");
        control.post("/resources/supervisedFineTuningJobs/" + id + ":wait", "{\"state\": \"DONE\"}")
                .then()
                .statusCode(400)
                .body("message", containsString("unknown state \"DONE\""));
    }
}
