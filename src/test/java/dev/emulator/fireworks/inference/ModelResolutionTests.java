package dev.emulator.fireworks.inference;

import static dev.emulator.fireworks.inference.Inference.chatBody;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.deployedmodel.DeployedModels;
import dev.emulator.fireworks.deployment.Deployments;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names a request can use for a model, and which models answer. */
@AlsoOnPostgresql
class ModelResolutionTests extends Story {

    private static final Duration CREATING = Duration.ofSeconds(2);
    private static final Duration LOADING = Duration.ofSeconds(1);

    private final Inference inference = new Inference(api);
    private final Deployments deployments = new Deployments(api);
    private final DeployedModels deployedModels = new DeployedModels(api);
    private final Models models = new Models(api);
    private final ControlApi control = new ControlApi(api);

    @ParameterizedTest
    @Verified(DOCUMENTED)
    @CsvSource({
        "accounts/fireworks/models/gpt-oss-20b",
        "fireworks/gpt-oss-20b",
        "accounts/fireworks/routers/kimi-latest",
        "accounts/fireworks/routers/glm-5p1-fast",
        "accounts/fireworks/models/gpt-oss-20b@snapshot-3",
    })
    void aServerlessModelAnswersUnderTheNameOfTheRequest(String name) {
        chat(name).then().statusCode(200).body("model", equalTo(name));
    }

    @ParameterizedTest
    @Verified(OBSERVED)
    @ValueSource(
            strings = {
                "accounts/fireworks/models/nope",
                "accounts/fireworks/models/qwen3-8b",
                "accounts/fireworks/models/flux-1-schnell-fp8",
                "accounts/fireworks/routers/nope",
                "gpt-oss-20b",
                "accounts/fireworks/models",
                "accounts/fireworks/datasets/d",
                "a/b/c/d",
                "",
                "#",
                "@",
                "//",
                "accounts/x/models/gpt-oss-20b",
                "accounts/fireworks/models/gpt-oss-20b#",
                "accounts/fireworks/models/gpt-oss-20b#accounts/fireworks/deployments/d",
            })
    void aModelThatDoesNotAnswerIsNotFound(String name) {
        notFound(chat(name));
    }

    @Test
    @Verified(DOCUMENTED)
    void aTunedModelAnswersWithItsDeploymentOrByDefault() {
        tunedModel("lora");
        deployments.create("d", "enableAddons", true);
        var lora = models.name("lora");
        notFound(chat(lora)).header("X-Emulator-Hint", containsString("no deployment"));
        var entry = deployedModels.load("lora", "d");
        time.passes(CREATING);
        notFound(chat(lora));
        time.passes(LOADING);
        chat(lora).then().statusCode(200).body("model", equalTo(lora));
        chat(lora + "#" + deployment("d")).then().statusCode(200).body("model", equalTo(lora));
        chat("lora#d").then().statusCode(200).body("model", equalTo("lora"));
        chat(account + "/lora#" + account + "/d").then().statusCode(200);
        chat(account + "/lora").then().statusCode(200);
        var entryName = "accounts/" + account + "/deployedModels/" + entry;
        chat(entryName).then().statusCode(200).body("model", equalTo(entryName));
        chat(Models.QWEN + "#" + deployment("d")).then().statusCode(200);
        notFound(chat(models.name("other") + "#" + deployment("d")));
        notFound(chat(lora + "#" + deployment("e")));
        inference
                .request()
                .contentType("application/json")
                .header("fireworks-deployment", deployment("d"))
                .body(chatBody("Hi", "model", lora).toString())
                .post("/v1/chat/completions")
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(DOCUMENTED)
    void aDeploymentAnswersForItsBaseModel() {
        deployments.create("d");
        notFound(chat(deployment("d"))).header("X-Emulator-Hint", containsString("not ready"));
        time.passes(CREATING);
        chat(deployment("d")).then().statusCode(200).body("model", equalTo(deployment("d")));
        chat(Models.QWEN).then().statusCode(200);
        notFound(chat(deployment("e")));
    }

    @Test
    @Verified(OBSERVED)
    void aMergedAddonAnswersForItsDeploymentOnly() {
        tunedModel("lora");
        deployments.create("d", "enableHotReloadLatestAddon", true);
        time.passes(CREATING);
        deployedModels.replace("lora", "d").then().statusCode(200);
        time.passes(LOADING);
        chat(deployment("d")).then().statusCode(200);
        notFound(chat(models.name("lora")));
        notFound(chat(models.name("lora") + "#" + deployment("d")));
    }

    @Test
    @Verified(DOCUMENTED)
    void aDeploymentThatIsScaledToZeroWakesUp() {
        control.post("/packs/scaled-to-zero:start", "{}").then().statusCode(200);
        deployments.create("d");
        time.passes(CREATING);
        time.passes(Duration.ofHours(2));
        deployments.serving("d").then().body("reason", equalTo("SCALED_TO_ZERO"));
        for (int i = 0; i < 2; i++) {
            var answer = chat(deployment("d"));
            answer.then().statusCode(503);
            assertThat(json(answer.asString())).isEqualTo(json("""
                    {"error": {"message": "Deployment is currently scaled to zero and is scaling up. Please retry your request \
                    in a few minutes.", "code": "DEPLOYMENT_SCALING_UP", "type": "error"}}"""));
        }
        time.passes(Duration.ofMinutes(15));
        chat(deployment("d")).then().statusCode(200);
    }

    @Test
    @Verified(value = OBSERVED, since = "2026-07")
    void aSuspendedAccountIsRefused() {
        suspend("CREDIT_DEPLETED");
        chat(Inference.MODEL)
                .then()
                .statusCode(412)
                .body(
                        "error.message",
                        equalTo("Account " + account
                                + " is suspended, possibly due to reaching the monthly spending limit or failure to pay past"
                                + " invoices. Please go to https://fireworks.ai/account/billing for more information."))
                .body("error.param", nullValue())
                .body("error.code", equalTo("PRECONDITION_FAILED"))
                .body("error.type", equalTo("error"))
                .body("request_id", not(emptyOrNullString()));
        suspend("UNSUSPENDED");
        chat(Inference.MODEL).then().statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void anEmbeddingModelDoesNotChat() {
        chat("accounts/fireworks/models/qwen3-embedding-8b")
                .then()
                .statusCode(400)
                .body(
                        "error.message",
                        equalTo("Model accounts/fireworks/models/qwen3-embedding-8b does not support this endpoint"));
    }

    private void suspend(String state) {
        control.put("/suspension", "{\"suspendState\": \"" + state + "\"}")
                .then()
                .statusCode(200)
                .body("suspendState", equalTo(state));
        request().get("/v1/accounts/" + account).then().body("suspendState", equalTo(state));
    }

    private void tunedModel(String id) {
        models.post("""
                {"modelId": "%s", "model": {"kind": "HF_PEFT_ADDON", "peftDetails": {"baseModel": "%s", "r": 8, \
                "targetModules": ["q_proj"]}}}""".formatted(id, Models.QWEN)).then().statusCode(200);
    }

    private String deployment(String id) {
        return "accounts/" + account + "/deployments/" + id;
    }

    private Response chat(String model) {
        return inference.chat(chatBody("Hi", "model", model));
    }

    private static ValidatableResponse notFound(Response answer) {
        return answer.then()
                .statusCode(404)
                .body("error.message", equalTo("Model not found, inaccessible, and/or not deployed"))
                .body("error.param", equalTo("model"))
                .body("error.code", equalTo("NOT_FOUND"))
                .body("error.type", equalTo("error"))
                .body("request_id", not(emptyOrNullString()));
    }
}
