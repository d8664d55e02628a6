package dev.emulator.fireworks.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.deployment.Deployments;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.inference.Inference;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Client;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.ValidatableResponse;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packs break clients on purpose, and report how the clients reacted. */
@AlsoOnPostgresql
class PackTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Deployments deployments = new Deployments(api);
    private final ControlApi control = new ControlApi(api);

    @BeforeEach
    void freeze() {
        control.post("/clock:freeze", "{}").then().statusCode(200);
    }

    @Test
    void everyPackIsDescribedAndHasAnEffect() {
        List<Map<String, Object>> packs = request()
                .get("/_emulator/v1/packs")
                .then()
                .statusCode(200)
                .extract()
                .path("packs");
        assertThat(packs).hasSizeGreaterThan(20).allSatisfy(pack -> {
            assertThat((String) pack.get("description")).isNotBlank();
            assertThat((String) pack.get("catches")).isNotBlank();
            assertThat(pack.get("plan") == null
                            && ((List<?>) pack.get("faults")).isEmpty()
                            && ((List<?>) pack.get("replies")).isEmpty())
                    .isFalse();
        });
    }

    @Test
    void aPackThatIsOverLeavesNothingBehind() {
        List<String> names =
                request().get("/_emulator/v1/packs").then().extract().path("packs.name");
        for (var name : names) {
            start(name);
            stop(name).body("pack", equalTo(name));
            control.get("/faults").then().body("faults", empty());
            control.get("/replies").then().body("replies", empty());
            control.get("/defaultPlan").then().statusCode(404);
        }
    }

    @Test
    void aClientThatRepeatsItsCreateMeetsItsOwnJob() {
        start("lost-create");
        var client = new Client(port, account);
        assertThatThrownBy(() -> client.create("mine")).isInstanceOf(UncheckedIOException.class);
        assertThat(client.create("mine").status()).isEqualTo(409);
        assertThat(client.get("mine").state()).isEqualTo("JOB_STATE_CREATING");

        stop("lost-create")
                .body("requests", equalTo(3))
                .body("broken", equalTo(1))
                .body("repeated", equalTo(1))
                .body("statuses.409", equalTo(1))
                .body("resources.size()", equalTo(1))
                .body("findings", hasItem("1 of 1 broken calls were repeated"))
                .body("findings", hasItem(containsString("/mine was polled 1 times, and is not in a final state")));
    }

    @Test
    void aRateLimitStormEndsAndTheReportListsTheClients() {
        start("rate-limit-storm");
        var id = jobs.create();
        for (int i = 0; i < 6; i++) {
            jobs.get(id).then().statusCode(429).header("Retry-After", "1");
        }
        jobs.get(id).then().statusCode(200);
        control.post("/clock:advance", "{\"by\": \"10s\"}").then().statusCode(200);
        jobs.get(id).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        jobs.get(id).then().statusCode(200);

        control.get("/packs/rate-limit-storm")
                .then()
                .statusCode(200)
                .body("broken", equalTo(6))
                .body("repeated", equalTo(6))
                .body("faults[0].fired", equalTo("6"))
                .body("resources[0].pollers[0].retryAfterIgnored", equalTo(6))
                .body("resources[0].pollers[0].pollsAfterEnd", equalTo(1))
                .body(
                        "findings",
                        hasItem(containsString(
                                "was polled 9 times, 1 of them after a poll had shown its final state")));
    }

    @Test
    void aPackMayReplyInPlaceOfTheModel() {
        start("reasoning-in-content");

        new Inference(api)
                .chat(Inference.chatBody("Hi"))
                .then()
                .statusCode(200)
                .body("choices[0].message.content", equalTo("<think>The user says: Hi</think>Hello."));

        stop("reasoning-in-content")
                .body("replies[0].replied", equalTo("1"))
                .body("findings", hasItem(containsString("answered 1 of 1 matching requests")));
    }

    @Test
    void aClientThatStopsTooEarlyIsFoundOut() {
        start("unknown-state");
        var id = jobs.create();
        control.post("/clock:advance", "{\"by\": \"3.5s\"}");
        jobs.get(id).then().body("state", equalTo("JOB_STATE_FROM_THE_FUTURE"));
        control.post("/clock:advance", "{\"by\": \"10s\"}");

        stop("unknown-state").body("findings", hasItem(containsString("and no poll showed its final state")));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void whatIsNewIsNotFoundForAWhile() {
        start("not-found-after-create");
        var id = jobs.create();
        jobs.get(id).then().statusCode(404);
        jobs.list().then().body("supervisedFineTuningJobs", empty());
        control.post("/clock:advance", "{\"by\": \"2s\"}");
        jobs.get(id).then().statusCode(200);
        jobs.list().then().body("supervisedFineTuningJobs", not(empty()));
    }

    @Test
    void aDeploymentThatIsReadyDoesNotServeAtOnce() {
        start("ready-but-not-serving");
        deployments.create("mine");
        deployments.get("mine").then().body("state", equalTo("READY"));
        deployments.serving("mine").then().body("serving", equalTo(false)).body("reason", equalTo("NOT_ROUTED"));
        advance("599s");
        deployments.serving("mine").then().body("serving", equalTo(false));
        advance("1s");
        deployments.serving("mine").then().body("serving", equalTo(true));
        stop("ready-but-not-serving").body("findings", hasItem(containsString("/mine was polled 1 times")));
    }

    @Test
    void aDeploymentFailsAfterMinutes() {
        start("deployment-fails");
        deployments.create("mine");
        advance("419s");
        deployments.get("mine").then().body("state", equalTo("CREATING"));
        advance("1s");
        deployments
                .get("mine")
                .then()
                .body("state", equalTo("FAILED"))
                .body("status.code", equalTo("INTERNAL"))
                .body("status.message", containsString("Internal error occurred"));
        stop("deployment-fails").body("findings", hasItem(containsString("was polled 2 times, 0 of them after")));
    }

    @Test
    void capacityIsMissingForAWhileOrForEver() {
        start("capacity-comes-late");
        deployments.create("late");
        isWithoutCapacity("late");
        advance("600s");
        deployments.get("late").then().body("state", equalTo("CREATING")).body("status.code", equalTo("OK"));
        advance("240s");
        deployments.get("late").then().body("state", equalTo("READY"));
        stop("capacity-comes-late");

        start("no-capacity");
        deployments.create("never");
        advance("P7D");
        isWithoutCapacity("never");
    }

    private void isWithoutCapacity(String deployment) {
        deployments
                .get(deployment)
                .then()
                .body("state", equalTo("CREATING"))
                .body("status.code", equalTo("RESOURCE_EXHAUSTED"))
                .body("replicaStats.pendingSchedulingReplicaCount", equalTo(1));
    }

    @Test
    void aDeploymentThatIsScaledToZeroWakesUpSlowly() {
        start("scaled-to-zero");
        deployments.create("mine");
        advance("2s");
        deployments.get("mine").then().body("state", equalTo("READY")).body("replicaCount", equalTo(1));
        advance("3600s");
        deployments.get("mine").then().body("state", equalTo("READY")).body("replicaCount", equalTo(0));
        deployments.serving("mine").then().body("reason", equalTo("SCALED_TO_ZERO"));
        deployments.recordRequest("mine").then().body("reason", equalTo("STARTING"));
        advance("599s");
        deployments.serving("mine").then().body("reason", equalTo("STARTING"));
        advance("1s");
        deployments.serving("mine").then().body("serving", equalTo(true));
        deployments.get("mine").then().body("replicaCount", equalTo(1));
    }

    private void advance(String by) {
        control.post("/clock:advance", "{\"by\": \"" + by + "\"}").then().statusCode(200);
    }

    @Test
    void onlyOnePackAtATimeSetsThePlansOfJobs() {
        start("expiry");
        start("flaky-network");
        refused(
                control.post("/packs/pause:start", "{}"),
                Code.FAILED_PRECONDITION,
                "account " + account + " already has a default plan");
        refused(control.post("/packs/expiry:start", "{}"), Code.FAILED_PRECONDITION, "pack expiry is already active");
        refused(control.post("/packs/pause:stop", "{}"), Code.FAILED_PRECONDITION, "pack pause is not active");
        control.post("/packs/mayhem:start", "{}")
                .then()
                .statusCode(404)
                .body("message", containsString("there is no pack \"mayhem\"; the packs are running-is-never-seen, "));
    }

    private void start(String pack) {
        control.post("/packs/" + pack + ":start", "{}").then().statusCode(200).body("name", equalTo(pack));
    }

    private ValidatableResponse stop(String pack) {
        return control.post("/packs/" + pack + ":stop", "{}").then().statusCode(200);
    }
}
