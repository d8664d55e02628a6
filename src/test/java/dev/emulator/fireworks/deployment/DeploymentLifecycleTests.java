package dev.emulator.fireworks.deployment;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.ApiClient;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The states and replicas of deployments on the account's clock, and the control API for them. */
@Verified(INFERRED)
@AlsoOnPostgresql
class DeploymentLifecycleTests extends Story {

    private static final String INTERNAL_ERROR =
            "Internal error occurred, please contact the Fireworks AI team at https://discord.gg/fireworks-ai";

    private final Deployments deployments = new Deployments(api);
    private final ControlApi control = new ControlApi(api);

    @BeforeEach
    void freeze() {
        control.freeze();
    }

    @Test
    @Verified(OBSERVED)
    void aDeploymentCanFailAfterMinutes() {
        plan("d", "deployment-fails");
        deployments.create("d");
        control.advance("419s");
        shown("d").body("state", equalTo("CREATING")).body("replicaStats.downloadingModelReplicaCount", equalTo(1));
        control.advance("1s");
        shown("d")
                .body("state", equalTo("FAILED"))
                .body("status.code", equalTo("INTERNAL"))
                .body("status.message", equalTo(INTERNAL_ERROR))
                .body("desiredReplicaCount", equalTo(0));
        request()
                .get(deployments.url("d") + "/terminationMessage")
                .then()
                .statusCode(200)
                .body("message", equalTo(INTERNAL_ERROR));
    }

    @Test
    @Verified(OBSERVED)
    void missingCapacityIsReportedWhileADeploymentIsCreated() {
        plan("d", "waits-for-capacity");
        deployments.create("d");
        shown("d")
                .body("state", equalTo("CREATING"))
                .body("status.code", equalTo("RESOURCE_EXHAUSTED"))
                .body("status.message", equalTo("no available capacity"))
                .body("replicaStats.pendingSchedulingReplicaCount", equalTo(1));
        control.advance("600s");
        shown("d").body("state", equalTo("CREATING")).body("status.code", equalTo("OK"));
        control.advance("240s");
        shown("d").body("state", equalTo("READY")).body("replicaStats.readyReplicaCount", equalTo(1));
    }

    @Test
    @Verified(DOCUMENTED)
    void anIdleDeploymentScalesToZeroAndStartsOnARequest() {
        plan("d", "deploys-realistically");
        deployments.create("d");
        control.advance("240s");
        serving("d", "NOT_ROUTED", false);
        control.advance("210s");
        serving("d", "SERVING", true);
        control.advance("3389s");
        shown("d").body("replicaCount", equalTo(1));
        control.advance("1s");
        shown("d")
                .body("state", equalTo("READY"))
                .body("desiredReplicaCount", equalTo(0))
                .body("replicaCount", equalTo(0));
        serving("d", "SCALED_TO_ZERO", false);
        deployments
                .recordRequest("d")
                .then()
                .statusCode(200)
                .body("serving", equalTo(false))
                .body("reason", equalTo("STARTING"));
        shown("d")
                .body("desiredReplicaCount", equalTo(1))
                .body("replicaCount", equalTo(0))
                .body("replicaStats.initializingReplicaCount", equalTo(1));
        control.advance("75s");
        shown("d").body("replicaCount", equalTo(1));
        serving("d", "NOT_ROUTED", false);
        control.advance("210s");
        serving("d", "SERVING", true);
    }

    @Test
    @Verified(DOCUMENTED)
    void aDeploymentWithoutRequestsIsDeletedAfterAWeek() {
        deployments.create("used");
        deployments.create("unused");
        deployments.create("kept", "minReplicaCount", 1);
        control.advance("86400s");
        deployments.recordRequest("used").then().statusCode(200);
        control.advance("518405s");
        shown("unused").body("state", equalTo("DELETED"));
        shown("used").body("state", equalTo("READY"));
        control.advance("86400s");
        shown("used").body("state", equalTo("DELETED"));
        shown("kept").body("state", equalTo("READY")).body("replicaCount", equalTo(1));
    }

    @Test
    void aPlanThatIsSetLaterAlsoDeletesAnIdleDeployment() {
        deployments.create("planned");
        deployments.create("moved");
        deployments.create("kept", "minReplicaCount", 1);
        plan("planned", "deploys-realistically");
        plan("kept", "deploys-realistically");
        control.post("/resources/deployments/moved:transition", "{\"state\": \"UPDATING\"}")
                .then()
                .statusCode(200);
        control.post("/resources/deployments/moved:transition", "{\"state\": \"READY\"}")
                .then()
                .statusCode(200);
        control.advance("604700s");
        shown("planned").body("state", equalTo("READY"));
        shown("moved").body("state", equalTo("READY"));
        control.advance("700s");
        shown("planned").body("state", equalTo("DELETED"));
        shown("moved").body("state", equalTo("DELETED"));
        shown("kept").body("state", equalTo("READY"));
    }

    @Test
    void anUpdateDuringTheCreationDecidesWhetherAnIdleDeploymentIsDeleted() {
        deployments.create("kept");
        deployments.patch("kept", "{\"minReplicaCount\": 1}").then().body("state", equalTo("CREATING"));
        deployments.create("deleted", "minReplicaCount", 1);
        deployments.patch("deleted", "{\"minReplicaCount\": 0}").then().statusCode(200);
        control.advance("2s");
        shown("kept").body("state", equalTo("READY"));
        shown("deleted").body("state", equalTo("READY"));
        control.advance("691200s");
        shown("kept").body("state", equalTo("READY"));
        shown("deleted").body("state", equalTo("DELETED"));
    }

    @Test
    @Verified(DOCUMENTED)
    void anExpireTimeHasNoEffect() {
        deployments.create("d", "minReplicaCount", 1, "expireTime", "2000-01-01T00:00:00Z");
        control.advance("864000s");
        shown("d").body("state", equalTo("READY")).body("expireTime", equalTo("2000-01-01T00:00:00Z"));
    }

    @Test
    void aScheduleRaisesTheMinimum() {
        deployments.create("d", "maxReplicaCount", 2, "autoscalingPolicy", schedule(false));
        control.advance("7200s");
        shown("d").body("desiredReplicaCount", equalTo(2)).body("minReplicaCount", equalTo(0));
        deployments
                .patch("d", Json.object("autoscalingPolicy", schedule(true)).toString())
                .then()
                .statusCode(200)
                .body("desiredReplicaCount", equalTo(0));
    }

    /** A policy with a schedule that is active at all times. */
    private static ObjectNode schedule(boolean disabled) {
        return Json.nested(
                Json.object(
                        "minReplicaCount",
                        2,
                        "schedule",
                        "* * * * *",
                        "duration",
                        "300s",
                        "timezone",
                        "Europe/London",
                        "disabled",
                        disabled),
                "scalingSchedules",
                "always");
    }

    @Test
    void aRuleSelectsThePlanAndTheDelays() {
        control.post("/plans?planId=slow", """
                {"match": {"collection": "deployments", "attributes": {"baseModel": "*qwen3-8b"}},
                 "choice": {"plan": {"name": "mine", "stages": [{"state": "CREATING", "lasts": "30s"}, {"state": "READY"}],
                    "attributes": {"servingLag": "PT1M"}}}}""").then().statusCode(200);
        deployments.create("d");
        control.get("/resources/deployments/d")
                .then()
                .body("plan.name", equalTo("mine"))
                .body("plan.why", equalTo("rule accounts/" + account + "/plans/slow"))
                .body("plan.attributes.servingLag", equalTo("PT1M"));
        control.advance("30s");
        serving("d", "NOT_ROUTED", false);
        control.advance("60s");
        serving("d", "SERVING", true);
    }

    @Test
    void aWrongDelayInAPlanIsReported() {
        refused(
                control.put("/resources/deployments/d/plan", """
                        {"plan": {"stages": [{"state": "READY"}], "attributes": {"servingLag": "soon"}}}"""),
                Code.INVALID_ARGUMENT,
                "plan.attributes.servingLag: \"soon\" is not a duration of 0 to 3650 days, such as 1.5s, 21600s, PT6H or P1D");
    }

    @Test
    void waitsAndAdvancesStopWhenADeploymentIsReady() {
        deployments.create("d");
        control.post("/resources/deployments/d:wait", "{\"advance\": true}")
                .then()
                .statusCode(200)
                .body("satisfied", equalTo(true))
                .body("resource.state", equalTo("READY"))
                .body("resource.ended", equalTo(false))
                .body("resource.nextState", equalTo("DELETING"));
        deployments.create("e");
        control.post("/clock:advance", "{\"until\": \"ALL_IDLE\"}").then().statusCode(200);
        shown("e").body("state", equalTo("READY"));
        deployments.delete("e").then().statusCode(200);
        control.post("/clock:advance", "{\"until\": \"ALL_IDLE\"}").then().statusCode(200);
        shown("e").body("state", equalTo("DELETED"));
    }

    @Test
    void aDeploymentCanBeMovedToAState() {
        deployments.create("d");
        control.post("/resources/deployments/d:transition", "{\"state\": \"READY\"}")
                .then()
                .statusCode(200);
        control.post("/resources/deployments/d:transition", "{\"state\": \"FAILED\"}")
                .then()
                .statusCode(200);
        shown("d").body("state", equalTo("FAILED")).body("status.message", equalTo(INTERNAL_ERROR));
    }

    @Test
    void anAccountIsForkedAndRewound() {
        deployments.create("d");
        control.advance("3s");
        deployments.patch("d", "{\"minReplicaCount\": 1}").then().statusCode(200);
        control.advance("10s");
        deployments.delete("d");
        control.advance("10s");
        var now = json(deployments.get("d"));
        assertThat(now.path("state").asString()).isEqualTo("DELETED");
        var copy = account.replaceFirst("t-", "f-");
        request(Json.object("account", copy)).post(control.url(":fork")).then().statusCode(200);
        var copied = new Deployments(new ApiClient(() -> port, copy));
        assertThat(json(copied.get("d")).toString()).isEqualTo(now.toString().replace(account, copy));

        var past = account.replaceFirst("t-", "p-");
        var ready = Instant.parse(now.path("createTime").asString()).plusSeconds(12);
        request(Json.object("account", past, "at", ready.toString()))
                .post(control.url(":fork"))
                .then()
                .statusCode(200);
        new Deployments(new ApiClient(() -> port, past))
                .get("d")
                .then()
                .body("state", equalTo("READY"))
                .body("deleteTime", nullValue())
                .body("replicaCount", equalTo(1));
    }

    @Test
    void aSeedDocumentHasDeploymentsWithPlans() {
        var good = deployments.smallest();
        var doomed = Json.with(deployments.smallest(), "plan", "deployment-fails");
        var document = Json.nested(Json.object("good", good, "doomed", doomed), "accounts", account, "deployments");
        request(document).post("/_emulator/v1:seed").then().statusCode(200).body("created", equalTo(2));
        request(document).post("/_emulator/v1:seed").then().statusCode(200).body("created", equalTo(0));
        control.advance("600s");
        shown("good").body("state", equalTo("READY"));
        shown("doomed").body("state", equalTo("FAILED"));
    }

    @Test
    void anArchiveHasDeploymentsWithoutTheirKeys() {
        deployments.create("d", "directRouteApiKeys", Json.read("[\"first-key\", \"second-key\"]"));
        control.advance("5s");
        var archive = control.snapshot();
        control.post(":reset", "{}").then().statusCode(200);
        deployments.list().then().body("totalSize", equalTo(0));
        control.restore(archive).then().statusCode(200);
        assertThat(json(deployments.get("d")).path("directRouteApiKeys").toString())
                .matches("\\[\"\\*\\*\\*[0-9a-f]{4}\"]");
        control.restore(control.snapshot()).then().statusCode(200);
        shown("d").body("state", equalTo("READY"));
    }

    @Test
    void transitionsAreEventsAndPollingIsAudited() {
        deployments.create("d");
        deployments.get("d");
        control.advance("5s");
        deployments.get("d");
        deployments.get("d");
        control.get("/resources/deployments/d/audit")
                .then()
                .statusCode(200)
                .body("pollers.size()", equalTo(1))
                .body("pollers[0].pollsAfterEnd", equalTo(1));
        control.get("/resources/deployments/d").then().body("transitions.toState", hasItem("READY"));
    }

    @Test
    @Verified(DOCUMENTED)
    void detailsAreShown() {
        deployments.create("d");
        control.advance("5s");
        deployments.recordRequest("d");
        request()
                .get(deployments.url("d") + "/shards")
                .then()
                .statusCode(200)
                .body("totalSize", equalTo(1))
                .body("deploymentShards.name", contains(deployments.name("d/shards/us-iowa-1")))
                .body("deploymentShards.state", contains("READY"))
                .body("deploymentShards[0].replicaStats.readyReplicaCount", equalTo(1));
        request()
                .get(deployments.url("d") + "/ledger")
                .then()
                .statusCode(200)
                .body("ledger.value", contains("state changed from CREATING to READY"));
        request()
                .delete(deployments.url("d") + "/ledger")
                .then()
                .statusCode(200)
                .body("size()", equalTo(0));
        request().get(deployments.url("d") + "/ledger").then().body("ledger.size()", equalTo(0));
        request().get(deployments.url("d") + "/terminationMessage").then().body("message", equalTo(""));
        request()
                .get(deployments.url("d") + ":metrics?timeRange=2h")
                .then()
                .statusCode(200)
                .body("metrics.replica_count", equalTo(1))
                .body("metrics.in_use", equalTo(1));
        control.advance("60s");
        request().get(deployments.url("d") + ":metrics?timeRange=1m").then().body("metrics.in_use", equalTo(0));
        refused(
                request().get(deployments.url("d") + ":metrics?timeRange=soon"),
                Code.INVALID_ARGUMENT,
                "time_range must be a duration, such as 10m");
        refused(request().get(deployments.url("none") + "/shards"), Code.NOT_FOUND, "resource not found");
        refused(request().get(deployments.url("none") + "/ledger"), Code.NOT_FOUND, "resource not found");
    }

    private void plan(String id, String name) {
        control.put("/resources/deployments/" + id + "/plan", Json.object("use", name))
                .then()
                .statusCode(200);
    }

    private ValidatableResponse shown(String id) {
        return deployments.get(id).then().statusCode(200);
    }

    private void serving(String id, String reason, boolean isServing) {
        deployments
                .serving(id)
                .then()
                .statusCode(200)
                .body("reason", equalTo(reason))
                .body("serving", equalTo(isServing));
    }
}
