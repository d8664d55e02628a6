package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Models in deployments that exist: they follow the states of their deployment. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class DeploymentModelTests extends Story {

    private static final Duration CREATING = Duration.ofSeconds(2);
    private static final Duration LOADING = Duration.ofSeconds(1);
    private static final Duration UNDEPLOYING = Duration.ofMillis(500);

    private final DeployedModels deployedModels = new DeployedModels(api);
    private final Models models = new Models(api);
    private final ControlApi control = new ControlApi(api);

    @Autowired
    private ServedModels served;

    @Test
    void theBaseModelOfADeploymentIsDeployedByItselfIfItIsDeployedNowhere() {
        deploy("first");
        var id = onlyEntry();
        assertThat(id).matches("qwen3-8b-[a-z][a-z0-9]{7}");
        entry(id)
                .body("model", equalTo(QWEN))
                .body("deployment", equalTo(deployment("first")))
                .body("default", equalTo(true))
                .body("state", equalTo("DEPLOYING"));
        time.passes(CREATING);
        entry(id).body("state", equalTo("DEPLOYED"));
        deploy("second");
        assertThat(onlyEntry()).isEqualTo(id);
    }

    @Test
    void aDeploymentNeedNotDeployItsBaseModel() {
        request(Json.object("baseModel", QWEN))
                .post(deployments() + "?deploymentId=d&disableAutoDeploy=true")
                .then()
                .statusCode(200);
        deployedModels.list().then().body("totalSize", equalTo(0));
        deployedModels.load(QWEN, "d");
        time.passes(CREATING);
        time.passes(LOADING);
        entry(onlyEntry()).body("state", equalTo("DEPLOYED"));
    }

    @Test
    @Verified(INFERRED)
    void aModelIsLoadedOnceItsDeploymentIsReady() {
        deploy("d", "enableAddons", true);
        var id = deployedModels.load("lora", "d");
        time.passes(CREATING.minusMillis(1));
        entry(id).body("state", equalTo("DEPLOYING"));
        assertThat(served.find(account, models.name("lora"), "")).isEmpty();
        time.passes(Duration.ofMillis(1));
        entry(id).body("state", equalTo("DEPLOYING"));
        time.passes(LOADING);
        entry(id)
                .body("state", equalTo("DEPLOYED"))
                .body(
                        "updateTime",
                        equalTo(time.now().truncatedTo(ChronoUnit.MICROS).toString()));
        assertThat(served.find(account, models.name("lora"), ""))
                .hasValueSatisfying(entry -> assertThat(entry.name().id()).isEqualTo(id));
        assertThat(served.find(account, models.name("lora"), deployment("d"))).isPresent();
        assertThat(served.find(account, models.name("lora"), deployment("other")))
                .isEmpty();
        assertThat(served.find(account, models.name("another"), "")).isEmpty();
    }

    @Test
    @Verified(OBSERVED)
    void anAddonOnAQuantizedDeploymentIsDeployedAndNeverAnswers() {
        deploy("d", "enableAddons", true, "precision", "FP8");
        time.passes(CREATING);
        var id = deployedModels.load("lora", "d");
        time.passes(LOADING);
        entry(id)
                .body("state", equalTo("DEPLOYED"))
                .body("default", equalTo(true))
                .body("status.code", equalTo("OK"));
        assertThat(served.find(account, models.name("lora"), "")).isEmpty();
        assertThat(served.find(account, models.name("lora"), deployment("d"))).isEmpty();
        assertThat(served.find(account, QWEN, "")).isPresent();
    }

    @Test
    void aMergedAddonReplacesTheFormerOne() {
        deploy("d", "enableHotReloadLatestAddon", true);
        time.passes(CREATING);
        var base = onlyEntry();
        var first = DeployedModels.id(deployedModels.replace("first", "d"));
        time.passes(LOADING);
        entry(first).body("state", equalTo("DEPLOYED"));
        assertThat(served.find(account, models.name("first"), "")).isEmpty();

        var second = DeployedModels.id(deployedModels.replace("second", "d"));
        entry(first).body("state", equalTo("UNDEPLOYING"));
        time.passes(LOADING);
        refused(deployedModels.get(first), Code.NOT_FOUND, "resource not found");
        entry(second).body("state", equalTo("DEPLOYED"));
        entry(base).body("state", equalTo("DEPLOYED"));
    }

    @Test
    @Verified(INFERRED)
    void theModelsOfADeletedDeploymentAreUndeployedAndAnotherEntryBecomesTheDefault() {
        deploy("d", "enableAddons", true);
        deploy("e", "enableAddons", true);
        time.passes(CREATING);
        var first = deployedModels.load("lora", "d");
        var second = deployedModels.load("lora", "e");
        time.passes(LOADING);
        request().delete(deployments() + "/d?ignoreChecks=true").then().statusCode(200);
        entry(first).body("state", equalTo("UNDEPLOYING"));
        assertThat(deployedModels.defaults()).contains(second).doesNotContain(first);
        time.passes(UNDEPLOYING);
        assertThat(onlyEntry()).isEqualTo(second);
        request()
                .delete(deployments() + "/e?ignoreChecks=true&hard=true")
                .then()
                .statusCode(200);
        time.passes(UNDEPLOYING);
        time.passes(UNDEPLOYING);
        deployedModels.list().then().body("totalSize", equalTo(0));
    }

    @Test
    @Verified(INFERRED)
    void anUndeletedDeploymentDeploysItsBaseModelAgain() {
        deploy("d");
        time.passes(CREATING);
        var former = onlyEntry();
        request().delete(deployments() + "/d?ignoreChecks=true").then().statusCode(200);
        time.passes(UNDEPLOYING);
        time.passes(UNDEPLOYING);
        deployedModels.list().then().body("totalSize", equalTo(0));
        undelete("d");
        var id = onlyEntry();
        assertThat(id).isNotEqualTo(former);
        entry(id)
                .body("state", equalTo("DEPLOYING"))
                .body("default", equalTo(true))
                .body(
                        "createTime",
                        equalTo(time.now().truncatedTo(ChronoUnit.MICROS).toString()));
        time.passes(CREATING);
        entry(id).body("state", equalTo("DEPLOYED"));
    }

    @Test
    @Verified(INFERRED)
    void anUndeletedDeploymentThatDidNotDeployItsBaseModelDoesNotEither() {
        request(Json.object("baseModel", QWEN))
                .post(deployments() + "?deploymentId=d&disableAutoDeploy=true")
                .then()
                .statusCode(200);
        request().delete(deployments() + "/d?ignoreChecks=true").then().statusCode(200);
        time.passes(UNDEPLOYING);
        undelete("d");
        deployedModels.list().then().body("totalSize", equalTo(0));
    }

    private void undelete(String id) {
        request("{}").post(deployments() + "/" + id + ":undelete").then().statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void theFailureOfADeploymentIsInTheStatusOfItsModels() {
        control.put("/resources/deployments/d/plan", """
                        {"plan": {"stages": [{"state": "CREATING", "lasts": "300s"}, {"state": "FAILED", "code": "INTERNAL", "message": "no luck"}]}}""").then().statusCode(200);
        deploy("d", "enableAddons", true);
        var id = deployedModels.load("lora", "d");
        time.passes(Duration.ofSeconds(300));
        entry(id)
                .body("state", equalTo("DEPLOYING"))
                .body("status.code", equalTo("INTERNAL"))
                .body("status.message", equalTo("no luck"));
    }

    @Test
    @Verified(OBSERVED)
    void aModelThatADeploymentServesCannotBeDeleted() {
        models.post("m", "{}").then().statusCode(200);
        request(Json.object("baseModel", models.name("m")))
                .post(deployments() + "?deploymentId=d&disableAutoDeploy=true")
                .then()
                .statusCode(200);
        refused(
                models.delete("m"),
                Code.FAILED_PRECONDITION,
                "model " + models.name("m") + " has active deployments and cannot be deleted");
        request().delete(deployments() + "/d?ignoreChecks=true").then().statusCode(200);
        time.passes(UNDEPLOYING);
        models.delete("m").then().statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void atLevelLenientWhatTheServiceRefusesIsAHint() {
        deploy("d");
        deployedModels
                .post(Json.object("model", "lora", "deployment", "d"))
                .then()
                .statusCode(200)
                .header("X-Emulator-Hint", matchesPattern("level service would refuse this: model .*/lora not found"));
    }

    private void deploy(String id, Object... namesAndValues) {
        ObjectNode body = Json.with(Json.object("baseModel", QWEN), namesAndValues);
        request(body).post(deployments() + "?deploymentId=" + id).then().statusCode(200);
    }

    private String deployments() {
        return "/v1/accounts/" + account + "/deployments";
    }

    private String deployment(String id) {
        return deployments().substring("/v1/".length()) + "/" + id;
    }

    private ValidatableResponse entry(String id) {
        return deployedModels.get(id).then().statusCode(200);
    }

    private String onlyEntry() {
        var entries = json(deployedModels.list());
        assertThat(deployedModels.ids(entries)).hasSize(1);
        return deployedModels.ids(entries).get(0);
    }
}
