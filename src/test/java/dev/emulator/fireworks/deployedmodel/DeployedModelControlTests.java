package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.deployment.Deployments;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The control API works for models in deployments as for other resources with states. */
@Verified(INFERRED)
@AlsoOnPostgresql
class DeployedModelControlTests extends Story {

    private final ControlApi control = new ControlApi(api);
    private final DeployedModels deployedModels = new DeployedModels(api);
    private final Models models = new Models(api);

    @BeforeEach
    void freeze() {
        control.freeze();
    }

    @Test
    void aRuleDecidesHowAModelIsLoaded() {
        control.post("/plans", """
                {"match": {"collection": "deployedModels", "attributes": {"model": "*bad*"}}, "choice": {"use": "fails-to-deploy"}}""").then().statusCode(200);
        var bad = deployedModels.load("bad-lora", "d");
        var good = deployedModels.load("good-lora", "d");
        control.advance("10s");
        entry(bad)
                .body("state", equalTo("DEPLOYING"))
                .body("status.code", equalTo("INTERNAL"))
                .body("status.message", equalTo("Internal error"));
        entry(good).body("state", equalTo("DEPLOYED")).body("status.code", equalTo("OK"));
    }

    @Test
    void aTestMovesAModelToAState() {
        var id = deployedModels.load("lora", "d");
        control.advance("10s");
        control.post("/resources/deployedModels/" + id + ":transition", """
                {"state": "UPDATING", "code": "UNAVAILABLE", "message": "no more room"}""")
                .then()
                .statusCode(200);
        entry(id).body("state", equalTo("UPDATING")).body("status.message", equalTo("no more room"));
    }

    @Test
    void waitingForAModelMovesTheClockUntilItIsDeployed() {
        var id = deployedModels.load("lora", "d");
        control.post("/resources/deployedModels/" + id + ":wait", "{\"advance\": true}")
                .then()
                .statusCode(200)
                .body("resource.state", equalTo("DEPLOYED"));
        control.get("/resources/deployedModels/" + id)
                .then()
                .body("plan.name", equalTo("fast"))
                .body("transitions.toState", hasItem("DEPLOYED"));
    }

    @Test
    void aSeedDocumentLoadsModels() {
        var entries = Json.object(
                "one", Json.object("model", "lora", "deployment", "d"),
                "two", Json.object("model", "lora", "deployment", "e"));
        seed(entries).body("created", equalTo(2));
        assertThat(deployedModels.defaults()).hasSize(1);
        seed(entries).body("unchanged", equalTo(2));
        seed(Json.object("three", Json.object("model", "lora", "deployment", "f", "plan", "stuck-in-deploying")));
        control.advance("10s");
        entry("one").body("model", equalTo(models.name("lora"))).body("state", equalTo("DEPLOYED"));
        entry("three").body("state", equalTo("DEPLOYING"));
    }

    @Test
    void aSnapshotBringsEntriesBackAsTheyWere() {
        models.post("lora", "{}").then().statusCode(200);
        var first = deployedModels.load("lora", "d");
        control.advance("10s");
        var second = deployedModels.load("lora", "e");
        var before = json(deployedModels.list());
        var archive = control.snapshot();
        control.post(":reset", "{}").then().statusCode(200);
        deployedModels.list().then().body("totalSize", equalTo(0));
        control.restore(archive).then().statusCode(200);
        assertThat(json(deployedModels.list())).isEqualTo(before);
        models.get("lora").then().body("deployedModelRefs.name", contains(named(first), named(second)));
        control.advance("10s");
        entry(second).body("state", equalTo("DEPLOYED"));
        assertThat(deployedModels.defaults()).containsExactly(first);
    }

    @Test
    void aForkFromAnEarlierTimeUndoesWhatCameLater() {
        var start = Instant.parse(control.get("/clock").then().extract().path("time"));
        var id = deployedModels.load("lora", "d");
        control.advance("10s");
        deployedModels.load("other", "d");
        deployedModels.delete(id).then().statusCode(200);

        var fork = fork(start.plusMillis(500));
        fork.get(id)
                .then()
                .statusCode(200)
                .body("state", equalTo("DEPLOYING"))
                .body("model", equalTo(models.name("lora").replace(account, account + "-b")));
        fork.list().then().body("totalSize", equalTo(1));
        new ControlApi(api.forAccount(account + "-b")).advance("10s");
        fork.get(id).then().body("state", equalTo("DEPLOYED"));
    }

    @Test
    void aForkFromBeforeTheDefaultWasLoadedHasAnotherDefault() {
        var start = Instant.parse(control.get("/clock").then().extract().path("time"));
        var first = deployedModels.load("lora", "d");
        control.advance("10s");
        var second = deployedModels.load(Json.object("model", "lora", "deployment", "e", "default", true));
        assertThat(deployedModels.defaults()).containsExactly(second);

        var fork = fork(start.plusSeconds(5));
        assertThat(fork.defaults()).containsExactly(first);
        fork.get(first).then().body("updateTime", equalTo(start.plusSeconds(5).toString()));
    }

    @Test
    void inAForkAModelWaitsForItsDeploymentAgain() {
        var start = Instant.parse(control.get("/clock").then().extract().path("time"));
        new Deployments(api).create("d", "enableAddons", true);
        var id = deployedModels.load("lora", "d");
        control.advance("10s");
        entry(id).body("state", equalTo("DEPLOYED"));

        var fork = fork(start.plusSeconds(1));
        var clock = new ControlApi(api.forAccount(account + "-b"));
        clock.advance("1.999s");
        fork.get(id).then().body("state", equalTo("DEPLOYING"));
        clock.advance("0.001s");
        fork.get(id)
                .then()
                .body("state", equalTo("DEPLOYED"))
                .body("updateTime", equalTo(start.plusSeconds(3).toString()));
        assertThat(fork.defaults()).hasSize(2);
    }

    private DeployedModels fork(Instant at) {
        control.post(":fork", Json.object("account", account + "-b", "at", at))
                .then()
                .statusCode(200);
        return new DeployedModels(api.forAccount(account + "-b"));
    }

    @Test
    void aResetAndTheDeletionOfDeploymentsDoNotBlockEachOther() {
        var deployments = new Deployments(api);
        for (int round = 0; round < 10; round++) {
            for (int number = 1; number < 8; number++) {
                deployments.create("d" + number, "enableAddons", true);
                deployedModels.load("lora", "d" + number);
            }
            var statuses = AtOnce.times(
                    8,
                    8,
                    number -> (number == 0
                                    ? control.post(":reset", "{}")
                                    : deployments.deleteWith("d" + number, "ignoreChecks=true"))
                            .statusCode());
            assertThat(statuses).isSubsetOf(200, 404).startsWith(200);
        }
    }

    @Test
    void itsPollingIsAudited() {
        var id = deployedModels.load("watched", "d");
        deployedModels.get(id);
        control.advance("10s");
        deployedModels.get(id);
        control.get("/resources/deployedModels/" + id + "/audit")
                .then()
                .statusCode(200)
                .body("pollers.size()", equalTo(1));
    }

    private ValidatableResponse seed(ObjectNode entries) {
        return request(Json.nested(Json.object("deployedModels", entries), "accounts", account))
                .post("/_emulator/v1:seed")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse entry(String id) {
        return deployedModels.get(id).then().statusCode(200);
    }

    private String named(String id) {
        return deployedModels.name(id);
    }
}
