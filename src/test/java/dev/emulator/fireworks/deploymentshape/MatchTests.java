package dev.emulator.fireworks.deploymentshape;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client finds the shapes with which it can deploy a model, as the official SDK does. */
@AlsoOnPostgresql
@Verified(DOCUMENTED)
class MatchTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);

    @Test
    void aBaseModelMatchesAllItsShapes() {
        match(QWEN, false)
                .then()
                .statusCode(200)
                .body("deploymentShapeVersions", hasSize(4))
                .body("deploymentShapeVersions.latestValidated", everyItem(equalTo(true)))
                .body("deploymentShapeVersions.snapshot.baseModel", everyItem(equalTo(QWEN)))
                .body("totalSize", equalTo(4))
                .body("nextPageToken", equalTo(""));
    }

    @Test
    void addonsMatchOnlyShapesThatEnableThem() {
        match(QWEN, true)
                .then()
                .statusCode(200)
                .body("deploymentShapeVersions.snapshot.enableAddons", everyItem(equalTo(true)))
                .body("deploymentShapeVersions.snapshot.presetType", contains("MINIMAL", "FULL_PRECISION"));
        match("accounts/fireworks/models/gpt-oss-20b", true).then().body("deploymentShapeVersions", empty());
    }

    @Test
    void anAdapterMatchesTheShapesOfItsBaseModel() {
        datasets.create("train", ROW.repeat(3));
        jobs.create("{\"dataset\": \"train\", \"baseModel\": \"%s\", \"loraRank\": 8, \"outputModel\": \"tuned\"}"
                .formatted(QWEN));
        time.passes(Duration.ofSeconds(6));

        for (var name : List.of("tuned", "accounts/" + account + "/models/tuned")) {
            match(name, false)
                    .then()
                    .statusCode(200)
                    .body("deploymentShapeVersions.snapshot.baseModel", everyItem(equalTo(QWEN)))
                    // the one for throughput cannot merge adapters
                    .body("deploymentShapeVersions.snapshot.presetType", contains("MINIMAL", "FAST", "FULL_PRECISION"));
        }
    }

    @Test
    @Verified(INFERRED)
    void aTrainedBaseModelMatchesTheShapesOfItsType() {
        models.post("""
                {"modelId": "mine", "model": {"kind": "HF_BASE_MODEL", "baseModelDetails": {"modelType": "qwen3", "parameterCount": "8190735360"}}}
                """).then().statusCode(200);
        models.post("{\"modelId\": \"other\", \"model\": {\"kind\": \"HF_BASE_MODEL\", \"baseModelDetails\": {}}}")
                .then()
                .statusCode(200);

        match("mine", false)
                .then()
                .statusCode(200)
                .body("deploymentShapeVersions.snapshot.baseModel", everyItem(equalTo(QWEN)))
                .body("deploymentShapeVersions", hasSize(4));
        match("other", false).then().statusCode(200).body("deploymentShapeVersions", empty());
    }

    @Test
    @Verified(INFERRED)
    void hardwareIsMatchedToo() {
        match("{\"baseModel\": \"%s\", \"acceleratorType\": \"NVIDIA_B200_180GB\", \"acceleratorCount\": 1}"
                        .formatted(QWEN))
                .then()
                .statusCode(200)
                .body("deploymentShapeVersions.snapshot.presetType", contains("THROUGHPUT"));
        match("{\"base_model\": \"%s\", \"precision\": \"FP8_MM\"}".formatted(QWEN))
                .then()
                .body("deploymentShapeVersions", hasSize(2));
        match("{\"baseModel\": \"%s\", \"deploymentShape\": \"accounts/fireworks/deploymentShapes/qwen3-8b-fast\"}"
                        .formatted(QWEN))
                .then()
                .body("deploymentShapeVersions", hasSize(1));
    }

    @Test
    void allFieldsOfADeploymentAreAccepted() {
        match(
                        "{\"baseModel\": \"%s\", \"minReplicaCount\": 1, \"annotations\": {\"a\": \"b\"}, \"placement\": {\"region\": \"US_IOWA_1\"}}"
                                .formatted(QWEN))
                .then()
                .statusCode(200)
                .body("deploymentShapeVersions", hasSize(4));
    }

    @Test
    @Verified(INFERRED)
    void anUnknownModelIsNotFound() {
        refused(match("accounts/fireworks/models/none", false), Code.NOT_FOUND, "resource not found");
        refused(match("{}"), Code.NOT_FOUND, "resource not found");
        refused(request("{}").post(url()), Code.NOT_FOUND, "resource not found");
        refused(
                request("{\"pageSize\": -1, \"createDeploymentRequest\": {\"deployment\": {\"baseModel\": \"%s\"}}}"
                                .formatted(QWEN))
                        .post(url()),
                Code.INVALID_ARGUMENT,
                "page_size must not be negative");
    }

    private Response match(String baseModel, boolean enableAddons) {
        return match("{\"baseModel\": \"%s\", \"enableAddons\": %s}".formatted(baseModel, enableAddons));
    }

    private Response match(String deployment) {
        return request("{\"createDeploymentRequest\": {\"parent\": \"accounts/%s\", \"deployment\": %s}}"
                        .formatted(account, deployment))
                .post(url());
    }

    private String url() {
        return "/v1/accounts/" + account + "/deploymentShapeVersions:match";
    }
}
