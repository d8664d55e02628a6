package dev.emulator.fireworks.finetuning.dpo;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test author has the same power over DPO jobs as over any other resource with states. */
@Verified(INFERRED)
@AlsoOnPostgresql
class DpoControlTests extends DpoStory {

    private static final String FAILING = """
            {"plan": {"name": "mine", "stages": [
                {"state": "RUNNING", "lasts": "100s"},
                {"state": "FAILED", "code": "RESOURCE_EXHAUSTED", "message": "out of luck"}], "reaches": 60}}""";

    @BeforeEach
    void freeze() {
        request("{}").post(control() + "/clock:freeze").then().statusCode(200);
    }

    @Test
    void aPlanThatIsSetForAJobDecidesWhatBecomesOfItOnceItIsCreated() {
        request(FAILING).put(resource("doomed") + "/plan").then().statusCode(200);
        create("doomed", "train").body("state", equalTo("JOB_STATE_RUNNING"));
        advance("100s");
        request()
                .get(job("doomed"))
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
        request().get(job("same")).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        request().get(supervised() + "/same").then().body("state", equalTo("JOB_STATE_CREATING"));
        request()
                .get(control() + "/resources?collection=dpoJobs")
                .then()
                .body("resources.name", contains(name("dpoJobs", "same")));
        request().get(control() + "/resources").then().body("resources.size()", equalTo(2));
    }

    @Test
    void aRuleMayBeForOneCollection() {
        request("""
                {"match": {"collection": "dpoJobs", "attributes": {"dataset": "*bad*"}}, "choice": {"use": "fails"}}""").post(control() + "/plans?planId=bad").then().statusCode(200);
        create("fails", "bad-pairs");
        create("completes", "pairs");
        request("{\"dataset\": \"bad-chats\", \"outputModel\": \"another\"}")
                .post(supervised() + "?supervisedFineTuningJobId=other")
                .then()
                .statusCode(200);
        advance("600s");
        request().get(job("fails")).then().body("state", equalTo("JOB_STATE_FAILED"));
        request().get(job("completes")).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        request().get(supervised() + "/other").then().body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void aPlanMaySayHowTheLossGoes() {
        aDataset("train", PAIR.repeat(40));
        request("""
                {"plan": {"stages": [{"state": "RUNNING", "lasts": "1s"}, {"state": "COMPLETED"}], \
                "attributes": {"loss": "DIVERGE"}}}""").put(resource("odd") + "/plan").then().statusCode(200);
        create("odd", "train");
        advance("1s");
        var lines = Storage.fetch(metricsAddress("odd")).asString().lines().toList();
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
        request("{\"until\": \"RESOURCE_TERMINAL\", \"resource\": {\"collection\": \"dpoJobs\", \"id\": \"next\"}}")
                .post(control() + "/clock:advance")
                .then()
                .statusCode(200);
        request().get(job("next")).then().body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void aSeedDocumentHasJobsWithPlans() {
        request("""
                {"accounts": {"%s": {
                  "datasets": {"pairs": {"exampleCount": 3, "rows": [%s]}},
                  "dpoJobs": {
                    "good": {"dataset": "pairs", "trainingConfig": {"baseModel": "%s", "loraRank": 8}},
                    "doomed": {"dataset": "pairs", "plan": "fails"}
                  }
                }}}""".formatted(account, String.join(",", PAIR, PAIR, PAIR), QWEN))
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(200)
                .body("created", equalTo(3));
        advance("600s");
        request().get(job("good")).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        request().get(model("good")).then().body("fineTuningJob", equalTo(name("dpoJobs", "good")));
        request().get(job("doomed")).then().body("state", equalTo("JOB_STATE_FAILED"));
    }

    @Test
    void aMistakeInASeededJobIsTold() {
        request("{\"accounts\": {\"%s\": {\"dpoJobs\": {\"bad\": {\"dataset\": \"d\", \"baseModel\": \"b\"}}}}}"
                        .formatted(account))
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(400)
                .body("message", equalTo("line 1: accounts." + account + ".dpoJobs.bad: unknown field \"baseModel\""));
    }

    @Test
    void aSnapshotBringsJobsBackAsTheyWere() {
        aDataset("train", PAIR.repeat(40));
        create("done", "train");
        advance("600s");
        create("running", "train");
        advance("3s");
        var done = json(request().get(job("done")));
        var metrics = Storage.fetch(metricsAddress("running")).asString();
        var archive = request("{}")
                .post(control() + ":snapshot")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        request("{}").post(control() + ":reset").then().statusCode(200);
        request().get(jobs()).then().body("totalSize", equalTo(0));
        request()
                .contentType("application/zip")
                .body(archive)
                .post(control() + ":restore")
                .then()
                .statusCode(200);
        assertThat(json(request().get(job("done")))).isEqualTo(done);
        assertThat(Storage.fetch(metricsAddress("running")).asString()).isEqualTo(metrics);
        advance("600s");
        request().get(job("running")).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        request().get(model("running")).then().body("state", equalTo("READY"));
    }

    @Test
    void itsTransitionsAreEventsAndItsPollingIsAudited() {
        create("watched", "train");
        request().get(job("watched"));
        advance("600s");
        request().get(job("watched"));
        request().get(resource("watched") + "/audit").then().statusCode(200).body("pollers.size()", equalTo(1));
        seen("watched")
                .body("transitions.toState", hasItem("JOB_STATE_COMPLETED"))
                .body("nextState", equalTo(""));
    }

    private ValidatableResponse create(String id, String dataset) {
        return request("{\"dataset\": \"%s\", \"trainingConfig\": {\"baseModel\": \"%s\"}}".formatted(dataset, QWEN))
                .post(jobs() + "?dpoJobId=" + id)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse seen(String id) {
        return request().get(resource(id)).then().statusCode(200);
    }

    private void advance(String by) {
        request("{\"by\": \"" + by + "\"}")
                .post(control() + "/clock:advance")
                .then()
                .statusCode(200);
    }

    private String resource(String id) {
        return control() + "/resources/dpoJobs/" + id;
    }

    private String supervised() {
        return jobs().replace("dpoJobs", "supervisedFineTuningJobs");
    }
}
