package dev.emulator.fireworks.finetuning.dpo;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The control API works for DPO jobs as for other resources with states. */
@Verified(INFERRED)
@AlsoOnPostgresql
class DpoControlTests extends DpoStory {

    private static final String FAILING = """
            {"plan": {"name": "mine", "stages": [
                {"state": "RUNNING", "lasts": "100s"},
                {"state": "FAILED", "code": "RESOURCE_EXHAUSTED", "message": "out of luck"}], "reaches": 60}}""";

    private final ControlApi control = new ControlApi(api);

    @BeforeEach
    void freeze() {
        control.post("/clock:freeze", "{}").then().statusCode(200);
    }

    @Test
    void aPlanThatIsSetForAJobDecidesWhatBecomesOfItOnceItIsCreated() {
        request(FAILING).put(resource("doomed") + "/plan").then().statusCode(200);
        create("doomed", "train").body("state", equalTo("JOB_STATE_RUNNING"));
        advance("100s");
        jobs.get("doomed")
                .then()
                .body("state", equalTo("JOB_STATE_FAILED"))
                .body("status.code", equalTo("RESOURCE_EXHAUSTED"))
                .body("status.message", equalTo("out of luck"));
        seen("doomed")
                .body("name", equalTo(name("dpoJobs", "doomed")))
                .body("plan.name", equalTo("mine"))
                .body("ended", equalTo(true))
                .body("transitions.size()", equalTo(1));
    }

    @Test
    void aPlanOfOneKindOfJobIsNotThatOfAnotherWithTheSameId() {
        request(FAILING).put(resource("same") + "/plan").then().statusCode(200);
        request("{\"dataset\": \"d\", \"outputModel\": \"another\"}")
                .post(supervised() + "?supervisedFineTuningJobId=same")
                .then()
                .statusCode(200)
                .body("state", equalTo("JOB_STATE_CREATING"));
        create("same", "train").body("state", equalTo("JOB_STATE_RUNNING"));
        request("{\"state\": \"COMPLETED\"}")
                .post(resource("same") + ":transition")
                .then()
                .statusCode(200);
        jobs.get("same").then().body("state", equalTo("JOB_STATE_COMPLETED"));
        request().get(supervised() + "/same").then().body("state", equalTo("JOB_STATE_CREATING"));
        control.get("/resources?collection=dpoJobs").then().body("resources.name", contains(name("dpoJobs", "same")));
        control.get("/resources").then().body("resources.size()", equalTo(2));
    }

    @Test
    void aRuleMayBeForOneCollection() {
        control.post("/plans?planId=bad", """
                {"match": {"collection": "dpoJobs", "attributes": {"dataset": "*bad*"}}, "choice": {"use": "fails"}}""").then().statusCode(200);
        create("fails", "bad-pairs");
        create("completes", "pairs");
        request("{\"dataset\": \"bad-chats\", \"outputModel\": \"another\"}")
                .post(supervised() + "?supervisedFineTuningJobId=other")
                .then()
                .statusCode(200);
        advance("600s");
        jobs.get("fails").then().body("state", equalTo("JOB_STATE_FAILED"));
        jobs.get("completes").then().body("state", equalTo("JOB_STATE_COMPLETED"));
        request().get(supervised() + "/other").then().body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void aPlanMaySayHowTheLossGoes() {
        datasets.create("train", PAIR.repeat(40));
        request("""
                {"plan": {"stages": [{"state": "RUNNING", "lasts": "1s"}, {"state": "COMPLETED"}], \
                "attributes": {"loss": "DIVERGE"}}}""").put(resource("odd") + "/plan").then().statusCode(200);
        create("odd", "train");
        advance("1s");
        var lines = Storage.fetch(jobs.metricsUrl("odd")).asString().lines().toList();
        assertThat(json(lines.get(9)).path("train/dpo_loss").asDouble()).isGreaterThan(5);
        assertThat(json(lines.get(9)).path("train/margin").asDouble()).isLessThan(-2);
        assertThat(json(lines.get(9)).path("train/accuracy").asDouble()).isLessThan(0.1);
    }

    @Test
    void waitingMovesTheClockToTheEnd() {
        create("waited", "train");
        request("{\"advance\": true}")
                .post(resource("waited") + ":wait")
                .then()
                .statusCode(200)
                .body("resource.state", equalTo("JOB_STATE_COMPLETED"));
        create("next", "train");
        control.post(
                        "/clock:advance",
                        "{\"until\": \"RESOURCE_TERMINAL\", \"resource\": {\"collection\": \"dpoJobs\", \"id\": \"next\"}}")
                .then()
                .statusCode(200);
        jobs.get("next").then().body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void aSeedDocumentHasJobsWithPlans() {
        var datasets =
                Json.object("pairs", Json.object("exampleCount", 3, "rows", Collections.nCopies(3, Json.read(PAIR))));
        var good = Json.object("dataset", "pairs", "trainingConfig", Json.object("baseModel", QWEN, "loraRank", 8));
        var doomed = Json.object("dataset", "pairs", "plan", "fails");
        var dpoJobs = Json.object("good", good, "doomed", doomed);
        request(Json.object("accounts", Json.object(account, Json.object("datasets", datasets, "dpoJobs", dpoJobs))))
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(200)
                .body("created", equalTo(3));
        advance("600s");
        jobs.get("good").then().body("state", equalTo("JOB_STATE_COMPLETED"));
        models.get("good").then().body("fineTuningJob", equalTo(name("dpoJobs", "good")));
        jobs.get("doomed").then().body("state", equalTo("JOB_STATE_FAILED"));
    }

    @Test
    void aMistakeInASeededJobIsReported() {
        request(Json.nested(Json.object("dataset", "d", "baseModel", "b"), "accounts", account, "dpoJobs", "bad"))
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(400)
                .body("message", equalTo("line 1: accounts." + account + ".dpoJobs.bad: unknown field \"baseModel\""));
    }

    @Test
    void aSnapshotBringsJobsBackAsTheyWere() {
        datasets.create("train", PAIR.repeat(40));
        create("done", "train");
        advance("600s");
        create("running", "train");
        advance("3s");
        var done = json(jobs.get("done"));
        var metrics = Storage.fetch(jobs.metricsUrl("running")).asString();
        var archive = control.snapshot();
        control.post(":reset", "{}").then().statusCode(200);
        jobs.list().then().body("totalSize", equalTo(0));
        control.restore(archive).then().statusCode(200);
        assertThat(json(jobs.get("done"))).isEqualTo(done);
        assertThat(Storage.fetch(jobs.metricsUrl("running")).asString()).isEqualTo(metrics);
        advance("600s");
        jobs.get("running").then().body("state", equalTo("JOB_STATE_COMPLETED"));
        models.get("running").then().body("state", equalTo("READY"));
    }

    @Test
    void itsTransitionsAreEventsAndItsPollingIsAudited() {
        create("watched", "train");
        jobs.get("watched");
        advance("600s");
        jobs.get("watched");
        request().get(resource("watched") + "/audit").then().statusCode(200).body("pollers.size()", equalTo(1));
        seen("watched")
                .body("transitions.toState", hasItem("JOB_STATE_COMPLETED"))
                .body("nextState", equalTo(""));
    }

    private ValidatableResponse create(String id, String dataset) {
        return jobs.post(id, Json.object("dataset", dataset, "trainingConfig", Json.object("baseModel", QWEN)))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse seen(String id) {
        return request().get(resource(id)).then().statusCode(200);
    }

    private void advance(String by) {
        control.post("/clock:advance", Json.object("by", by)).then().statusCode(200);
    }

    private String resource(String id) {
        return control.url() + "/resources/dpoJobs/" + id;
    }

    private String supervised() {
        return jobs.url().replace("dpoJobs", "supervisedFineTuningJobs");
    }
}
