package dev.emulator.fireworks.deployedmodel;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.contains;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The strictest level refuses to load what the live service refuses to load. */
@Verified(INFERRED)
@AlsoOnPostgresql
@TestPropertySource(properties = "emulator.validation=service")
class DeployedModelRuleTests extends Story {

    private static final String LLAMA = "accounts/fireworks/models/llama-v3p1-8b-instruct";

    private final DeployedModels deployedModels = new DeployedModels(api);
    private final Models models = new Models(api);

    @BeforeEach
    void aTunedModel() {
        new Datasets(api).create("train", ROW.repeat(10));
        new SupervisedJobs(api).createWith("loraRank", 8, "outputModel", models.name("lora"));
        time.passes(Duration.ofSeconds(10));
    }

    @Test
    @Verified(DOCUMENTED)
    void anAddonIsLoadedIntoADeploymentWithAddons() {
        deploy("d", QWEN, "enableAddons", true);
        deployedModels
                .post(Json.object("model", models.name("lora"), "deployment", deployment("d")))
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(OBSERVED)
    void aDeploymentNeedsAddonsEnabled() {
        deploy("d", QWEN);
        refused(
                load("lora", "d"),
                Code.FAILED_PRECONDITION,
                "deployment has addons disabled: set enable_addons=true on this deployment before loading LoRA adapters");
    }

    @Test
    void modelAndDeploymentMustBeKnown() {
        refused(deployedModels.post("{}"), Code.INVALID_ARGUMENT, "model is required")
                .body("details[0].fieldViolations.field", contains("model", "deployment"));
        refused(
                deployedModels.post(Json.object("model", "a/b", "deployment", "d")),
                Code.INVALID_ARGUMENT,
                "model must be accounts/{account}/models/{model} or a model id");
        refused(load("lora", "d"), Code.NOT_FOUND, "deployment " + deployment("d") + " not found");
        refused(
                deployedModels.post(Json.object("model", "lora", "deployment", "accounts/another/deployments/d")),
                Code.NOT_FOUND,
                "deployment accounts/another/deployments/d not found");
        deploy("d", QWEN, "enableAddons", true);
        refused(load("none", "d"), Code.NOT_FOUND, "model " + models.name("none") + " not found");
    }

    @Test
    @Verified(DOCUMENTED)
    void aModelIsAReadyAddonOfTheSameBaseModel() {
        deploy("d", QWEN, "enableAddons", true);
        deploy("e", LLAMA, "enableAddons", true);
        refused(
                load("lora", "e"),
                Code.INVALID_ARGUMENT,
                "model " + models.name("lora") + " is an addon of " + QWEN + ", but deployment " + deployment("e")
                        + " serves " + LLAMA);
        refused(load(LLAMA, "d"), Code.INVALID_ARGUMENT, "model " + LLAMA + " is not a LoRA addon");
        models.post(
                        "empty",
                        Json.object(
                                "peftDetails",
                                Json.object("baseModel", QWEN, "r", 8, "targetModules", new String[] {"q_proj"})))
                .then()
                .statusCode(200);
        refused(load("empty", "d"), Code.FAILED_PRECONDITION, "model " + models.name("empty") + " is not ready");
    }

    @Test
    @Verified(DOCUMENTED)
    void serverlessIsNotForAddons() {
        deploy("d", QWEN, "enableAddons", true);
        refused(
                deployedModels.post(Json.object("model", "lora", "deployment", "d", "serverless", true)),
                Code.INVALID_ARGUMENT,
                "serverless is not supported: a LoRA addon needs a dedicated deployment");
    }

    @Test
    @Verified(DOCUMENTED)
    void aMergedAddonMustBeReplaced() {
        deploy("d", QWEN, "enableHotReloadLatestAddon", true);
        refused(
                load("lora", "d"),
                Code.INVALID_ARGUMENT,
                "replace_merged_addon must be true for a deployment with enable_hot_reload_latest_addon");
        deployedModels.replace("lora", "d").then().statusCode(200);
    }

    @Test
    void aDeletedDeploymentLoadsNothing() {
        deploy("d", QWEN, "enableAddons", true);
        time.passes(Duration.ofSeconds(2));
        request().delete(deployments() + "/d?ignoreChecks=true").then().statusCode(200);
        refused(
                load("lora", "d"),
                Code.FAILED_PRECONDITION,
                "deployment " + deployment("d") + " in state DELETING cannot load models");
    }

    @Test
    void modelAndDeploymentOfAnEntryStay() {
        deploy("d", QWEN, "enableAddons", true);
        var id = DeployedModels.id(load("lora", "d"));
        deployedModels.patch(id, "{\"deployment\": \"d\"}").then().statusCode(200);
        refused(
                deployedModels.patch(id, "{\"deployment\": \"e\"}"),
                Code.INVALID_ARGUMENT,
                "model and deployment cannot be changed");
        refused(
                deployedModels.patch(id, "{\"default\": false}"),
                Code.INVALID_ARGUMENT,
                "default cannot be removed: set it on another deployed model of " + models.name("lora"));
    }

    private Response load(String model, String deployment) {
        return deployedModels.post(Json.object("model", model, "deployment", deployment));
    }

    private void deploy(String id, String baseModel, Object... namesAndValues) {
        var body = Json.object(
                "baseModel",
                baseModel,
                "acceleratorType",
                "NVIDIA_H100_80GB",
                "precision",
                "BF16",
                "acceleratorCount",
                1);
        request(Json.with(body, namesAndValues))
                .post(deployments() + "?deploymentId=" + id)
                .then()
                .statusCode(200);
    }

    private String deployments() {
        return "/v1/accounts/" + account + "/deployments";
    }

    private String deployment(String id) {
        return deployments().substring("/v1/".length()) + "/" + id;
    }
}
