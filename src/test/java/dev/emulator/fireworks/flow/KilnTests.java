package dev.emulator.fireworks.flow;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.deployedmodel.DeployedModels;
import dev.emulator.fireworks.deployment.Deployments;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Pages;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The requests of Kiln. It reads a dataset once after the upload, and chooses a base model from the list of tunable models. */
@Verified(OBSERVED)
@AlsoOnPostgresql
class KilnTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Deployments deployments = new Deployments(api);
    private final DeployedModels deployedModels = new DeployedModels(api);

    @Test
    void fromTheListOfModelsToATunedOne() {
        assertThat(tunable())
                .contains(QWEN, "accounts/fireworks/models/llama-v3p1-8b-instruct")
                .doesNotContain("accounts/fireworks/models/qwen2p5-7b-instruct");

        datasets.post(
                        "{\"datasetId\": \"kiln-0123456789\", \"dataset\": {\"displayName\": \"Kiln\", \"exampleCount\": 30, \"userUploaded\": {}}}")
                .then()
                .statusCode(200);
        request()
                .multiPart("file", "train.jsonl", bytes(ROW.repeat(30)))
                .post(datasets.url("kiln-0123456789") + ":upload")
                .then()
                .statusCode(200);
        datasets.get("kiln-0123456789").then().statusCode(200).body("state", equalTo("READY"));

        var job = Json.with(Json.readObject("""
                        {"displayName": "Kiln fine-tune", "loraRank": 8, "epochs": 2, "learningRate": 0.0001, "batchSize": 4096,
                         "wandbConfig": {"enabled": true, "project": "Kiln_AI", "apiKey": "key"}}"""), "dataset", datasets.name("kiln-0123456789"), "baseModel", QWEN);
        var name = jobs.post(job).then().statusCode(200).extract().<String>path("name");
        time.passes(Duration.ofSeconds(6));
        var outputModel = request()
                .get("/v1/" + name)
                .then()
                .body("state", equalTo("JOB_STATE_COMPLETED"))
                .extract()
                .<String>path("outputModel");
        request().get("/v1/" + outputModel).then().statusCode(200).body("state", equalTo("READY"));

        // Kiln repeats the request until the answer says that the model is deployed already.
        load(outputModel).then().statusCode(200).body("state", equalTo("DEPLOYING"));
        refused(load(outputModel), Code.FAILED_PRECONDITION, "model " + outputModel + " is already deployed");
        time.passes(Duration.ofSeconds(1));
        refused(load(outputModel), Code.FAILED_PRECONDITION, "model " + outputModel + " is already deployed");
        deployedModels
                .list()
                .then()
                .body("deployedModels.model", contains(outputModel))
                .body("deployedModels.state", contains("DEPLOYED"));
    }

    @Test
    void aModelGetsADeploymentOfItsOwnUnlessItHasOne() {
        jobs.post("kiln", Json.object("dataset", datasets.name("d"), "baseModel", QWEN, "outputModel", "tuned"))
                .then()
                .statusCode(200);
        time.passes(Duration.ofSeconds(6));
        var model = "accounts/" + account + "/models/tuned";
        assertThat(deployed(model)).isEmpty();
        deployments
                .post(Json.with(Json.readObject("""
                        {"displayName": "Kiln AI fine-tuned model", "description": "Deployed by Kiln AI", "minReplicaCount": 0,
                         "autoscalingPolicy": {"scaleUpWindow": "30s", "scaleDownWindow": "300s", "scaleToZeroWindow": "300s"},
                         "acceleratorType": "NVIDIA_H100_80GB"}"""), "baseModel", model))
                .then()
                .statusCode(200)
                .body("baseModel", equalTo(model));
        assertThat(deployed(model)).containsExactly("CREATING");
        time.passes(Duration.ofSeconds(2));
        assertThat(deployed(model)).containsExactly("READY");
        time.passes(Duration.ofSeconds(300)); // after which the deployment has no replica
        assertThat(deployed(model)).containsExactly("READY");
        deployments.list().then().body("deployments.replicaCount", contains(0));
    }

    /** The states of the deployments of a model. Kiln lists all deployments and filters them itself. */
    private List<String> deployed(String model) {
        return deployments
                .list("pageSize=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("deployments.findAll { it.baseModel == '" + model + "' }.state", String.class);
    }

    private Response load(String model) {
        return request(Json.object("displayName", "Kiln", "model", model))
                .post("/v1/accounts/" + account + "/deployedModels");
    }

    /** Lists all public models, which Kiln filters itself. */
    private List<String> tunable() {
        return Pages.walk(
                () -> request().queryParam("pageSize", 20),
                "/v1/accounts/fireworks/models",
                "models.findAll { it.supervisedLoraTunable }.name");
    }
}
