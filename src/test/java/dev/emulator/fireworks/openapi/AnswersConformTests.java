package dev.emulator.fireworks.openapi;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.deploymentshape.Shapes;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** The responses conform to the OpenAPI document. */
class AnswersConformTests extends Story {

    private static final String EVERY_KIND = """
            {
              "dataset": "accounts/a/datasets/train", "baseModel": "accounts/fireworks/models/qwen3-8b", "epochs": 2,
              "learningRate": 0.0003, "earlyStop": true, "region": "US_IOWA_1", "purpose": "PURPOSE_PILOT",
              "wandbConfig": {"enabled": true, "project": "p"}, "awsS3Config": {"iamRoleArn": "arn"},
              "lrScheduler": {"cosine": {"minLrRatio": 0.1}}, "hiddenStatesGenConfig": {"maxWorkers": 3}
            }
            """;

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);
    private final Shapes shapes = new Shapes(api);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private String json;
    private Conformance document;

    @BeforeEach
    void makeTheDocument() {
        json = OpenApiDocument.of(ServedCall.all(mappings));
        document = new Conformance(json);
    }

    @Test
    void jobsFromCreationToDeletion() {
        conforms("CreateSupervisedFineTuningJob", 200, jobs.post(EVERY_KIND));
        var id = jobs.create();
        conforms("GetSupervisedFineTuningJob", 200, jobs.get(id));
        conforms("ListSupervisedFineTuningJobs", 200, jobs.list());
        time.passes(Duration.ofSeconds(3));
        conforms("GetSupervisedFineTuningJob", 200, jobs.get(id));
        conforms("CancelSupervisedFineTuningJob", 200, jobs.cancel(id));
        time.passes(Duration.ofSeconds(10));
        conforms("ResumeSupervisedFineTuningJob", 400, jobs.resume(id));
        conforms("DeleteSupervisedFineTuningJob", 200, jobs.delete(id));
        conforms("EstimateSupervisedFineTuningJobCost", 200, request(EVERY_KIND).post(jobs.url() + ":estimateCost"));
    }

    @Test
    void datasetsFromCreationToDeletion() {
        conforms("CreateDataset", 200, datasets.post("{\"datasetId\": \"d\", \"dataset\": {\"exampleCount\": 250}}"));
        datasets.create("train", ROW.repeat(250));
        conforms("GetDataset", 200, datasets.get("train"));
        conforms("ListDatasets", 200, datasets.list());
        conforms("UpdateDataset", 200, datasets.patch("train", "{\"format\": \"CHAT\"}"));
        conforms("GetDatasetDownloadEndpoint", 200, request().get(datasets.url("train") + ":getDownloadEndpoint"));
        conforms("SplitDataset", 200, datasets.call("train", "splitDataset", "{\"chunkSize\": 200}"));
        conforms("SplitDataset", 400, datasets.call("train", "splitDataset"));
        conforms("DeleteDataset", 200, datasets.delete("train"));
    }

    @Test
    void modelsFromCreationToDeletion() {
        conforms("CreateModel", 200, models.post("{\"modelId\": \"m\"}"));
        conforms("GetModel", 200, request().get("/v1/" + QWEN));
        conforms("ListModels", 200, request().queryParam("pageSize", 200).get("/v1/accounts/fireworks/models"));
        conforms("UpdateModel", 200, models.patch("m", "{\"peftDetails\": {\"r\": 8}}"));
        conforms(
                "GetModelUploadEndpoint",
                200,
                models.call("m", "getUploadEndpoint", "{\"filenameToSize\": {\"f\": 1}}"));
        conforms("ValidateModelUpload", 400, request().get(models.url("m") + ":validateUpload"));
        conforms("PrepareModel", 400, models.call("m", "prepare", "{\"precision\": \"FP8\"}"));
        datasets.create("train", ROW.repeat(3));
        jobs.create("{\"dataset\": \"train\", \"baseModel\": \"%s\", \"loraRank\": 8, \"outputModel\": \"tuned\"}"
                .formatted(QWEN));
        time.passes(Duration.ofSeconds(6));
        conforms("GetModel", 200, models.get("tuned"));
        conforms("GetModelDownloadEndpoint", 200, request().get(models.url("tuned") + ":getDownloadEndpoint"));
        conforms("ValidateModelUpload", 200, request().get(models.url("tuned") + ":validateUpload"));
        conforms("PrepareModel", 200, models.call("tuned", "prepare"));
        conforms("DeleteModel", 200, models.delete("tuned"));
    }

    @Test
    void deploymentShapesFromCreationToDeletion() {
        conforms("CreateDeploymentShape", 200, shapes.post("s", Json.object("baseModel", QWEN)));
        conforms("GetDeploymentShape", 200, shapes.get("s"));
        conforms("ListDeploymentShapes", 200, shapes.list());
        conforms("UpdateDeploymentShape", 200, shapes.patch("s", "{\"enableAddons\": true}"));
        conforms("ListDeploymentShapeVersions", 200, shapes.versions("s"));
        var version = shapes.versionIds("s").get(0);
        conforms("UpdateDeploymentShapeVersion", 200, shapes.patchVersion("s", version, "{\"validated\": true}"));
        conforms("GetDeploymentShapeVersion", 200, request().get(shapes.versionsUrl("s") + "/" + version));
        var match = "{\"createDeploymentRequest\": {\"deployment\": {\"baseModel\": \"%s\"}}}".formatted(QWEN);
        conforms(
                "MatchDeploymentShapeVersions",
                200,
                request(match).post("/v1/accounts/" + account + "/deploymentShapeVersions:match"));
        conforms("DeleteDeploymentShape", 200, shapes.delete("s"));
    }

    @Test
    void accountsAndTheirList() {
        conforms("ListAccounts", 200, request().get("/v1/accounts"));
        conforms("GetAccount", 200, request().get("/v1/accounts/" + account));
    }

    @Test
    void refusals() {
        conforms("CreateSupervisedFineTuningJob", 400, jobs.post("{\"epochs\": -1}"));
        conforms("CreateSupervisedFineTuningJob", 400, jobs.post("{\"dataset\": 1}"));
        conforms("GetSupervisedFineTuningJob", 404, jobs.get("none"));
        conforms(
                "ListAccounts", 401, given().baseUri("http://localhost:" + port).get("/v1/accounts"));
    }

    @Test
    void whatWasSentConformsAsWell() {
        assertThat(document.ofSchema("SupervisedFineTuningJob", EVERY_KIND)).isEmpty();
    }

    /** A job with all fields, so that each field of the document occurs. */
    @Test
    void everyPromisedFieldIsThere() {
        var schema = JsonMapper.shared().readTree(json).at("/components/schemas/SupervisedFineTuningJob/properties");
        var job = JsonMapper.shared().readTree(jobs.post(EVERY_KIND).asString());
        assertThat(job.propertyNames()).containsExactlyElementsOf(schema.propertyNames());
    }

    @Test
    void aStrangeAnswerIsFoundOut() {
        assertThat(document.ofSchema("SupervisedFineTuningJob", "{\"dataset\": \"d\", \"surprise\": 1}"))
                .isNotEmpty();
        assertThat(document.ofSchema("SupervisedFineTuningJob", "{\"dataset\": \"d\", \"epochs\": \"2\"}"))
                .isNotEmpty();
        assertThat(document.ofSchema("SupervisedFineTuningJob", "{\"dataset\": \"d\", \"state\": \"NO_STATE\"}"))
                .isNotEmpty();
        assertThat(document.ofSchema("SupervisedFineTuningJob", "{\"dataset\": \"d\", \"createTime\": \"noon\"}"))
                .isNotEmpty();
        assertThat(document.ofSchema("LearningRateScheduler", "{\"constant\": {}, \"linear\": {}}"))
                .isNotEmpty();
    }

    private void conforms(String operationId, int status, Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(document.ofAnswer(operationId, status, answer.asString()))
                .as("%s answered %s", operationId, answer.asString())
                .isEmpty();
    }
}
