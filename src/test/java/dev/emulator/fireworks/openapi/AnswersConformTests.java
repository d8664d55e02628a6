package dev.emulator.fireworks.openapi;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** What the emulator answers is what the document promises. */
class AnswersConformTests extends Story {

    private static final String EVERY_KIND = """
            {
              "dataset": "accounts/a/datasets/train", "baseModel": "accounts/fireworks/models/qwen3-8b", "epochs": 2,
              "learningRate": 0.0003, "earlyStop": true, "region": "US_IOWA_1", "purpose": "PURPOSE_PILOT",
              "wandbConfig": {"enabled": true, "project": "p"}, "awsS3Config": {"iamRoleArn": "arn"},
              "lrScheduler": {"cosine": {"minLrRatio": 0.1}}, "hiddenStatesGenConfig": {"maxWorkers": 3}
            }
            """;

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
        conforms("CreateSupervisedFineTuningJob", 200, request(EVERY_KIND).post(jobs()));
        var id = aJob();
        conforms("GetSupervisedFineTuningJob", 200, request().get(job(id)));
        conforms("ListSupervisedFineTuningJobs", 200, request().get(jobs()));
        time.passes(Duration.ofSeconds(3));
        conforms("GetSupervisedFineTuningJob", 200, request().get(job(id)));
        conforms("CancelSupervisedFineTuningJob", 200, request("{}").post(job(id) + ":cancel"));
        time.passes(Duration.ofSeconds(10));
        conforms("ResumeSupervisedFineTuningJob", 400, request("{}").post(job(id) + ":resume"));
        conforms("DeleteSupervisedFineTuningJob", 200, request().delete(job(id)));
        conforms("EstimateSupervisedFineTuningJobCost", 200, request(EVERY_KIND).post(jobs() + ":estimateCost"));
    }

    @Test
    void datasetsFromCreationToDeletion() {
        conforms(
                "CreateDataset",
                200,
                request("{\"datasetId\": \"d\", \"dataset\": {\"exampleCount\": 250}}")
                        .post(datasets()));
        aDataset("train", ROW.repeat(250));
        conforms("GetDataset", 200, request().get(dataset("train")));
        conforms("ListDatasets", 200, request().get(datasets()));
        conforms("UpdateDataset", 200, request("{\"format\": \"CHAT\"}").patch(dataset("train")));
        conforms("GetDatasetDownloadEndpoint", 200, request().get(dataset("train") + ":getDownloadEndpoint"));
        conforms("SplitDataset", 200, request("{\"chunkSize\": 200}").post(dataset("train") + ":splitDataset"));
        conforms("SplitDataset", 400, request("{}").post(dataset("train") + ":splitDataset"));
        conforms("DeleteDataset", 200, request().delete(dataset("train")));
    }

    @Test
    void modelsFromCreationToDeletion() {
        conforms("CreateModel", 200, request("{\"modelId\": \"m\"}").post(models()));
        conforms("GetModel", 200, request().get("/v1/" + QWEN));
        conforms("ListModels", 200, request().queryParam("pageSize", 200).get("/v1/accounts/fireworks/models"));
        conforms("UpdateModel", 200, request("{\"peftDetails\": {\"r\": 8}}").patch(model("m")));
        conforms(
                "GetModelUploadEndpoint",
                200,
                request("{\"filenameToSize\": {\"f\": 1}}").post(model("m") + ":getUploadEndpoint"));
        conforms("ValidateModelUpload", 400, request().get(model("m") + ":validateUpload"));
        conforms("PrepareModel", 400, request("{\"precision\": \"FP8\"}").post(model("m") + ":prepare"));
        aDataset("train", ROW.repeat(3));
        aJob("{\"dataset\": \"train\", \"baseModel\": \"%s\", \"loraRank\": 8, \"outputModel\": \"tuned\"}"
                .formatted(QWEN));
        time.passes(Duration.ofSeconds(6));
        conforms("GetModel", 200, request().get(model("tuned")));
        conforms("GetModelDownloadEndpoint", 200, request().get(model("tuned") + ":getDownloadEndpoint"));
        conforms("ValidateModelUpload", 200, request().get(model("tuned") + ":validateUpload"));
        conforms("PrepareModel", 200, request("{}").post(model("tuned") + ":prepare"));
        conforms("DeleteModel", 200, request().delete(model("tuned")));
    }

    @Test
    void accountsAndTheirList() {
        conforms("ListAccounts", 200, request().get("/v1/accounts"));
        conforms("GetAccount", 200, request().get("/v1/accounts/" + account));
    }

    @Test
    void refusals() {
        conforms(
                "CreateSupervisedFineTuningJob",
                400,
                request("{\"epochs\": -1}").post(jobs()));
        conforms(
                "CreateSupervisedFineTuningJob",
                400,
                request("{\"dataset\": 1}").post(jobs()));
        conforms("GetSupervisedFineTuningJob", 404, request().get(job("none")));
        conforms(
                "ListAccounts", 401, given().baseUri("http://localhost:" + port).get("/v1/accounts"));
    }

    @Test
    void whatWasSentConformsAsWell() {
        assertThat(document.ofSchema("SupervisedFineTuningJob", EVERY_KIND)).isEmpty();
    }

    /** A job says everything that can be said about one, so that no field of the document is an invention. */
    @Test
    void everyPromisedFieldIsThere() {
        var schema = JsonMapper.shared().readTree(json).at("/components/schemas/SupervisedFineTuningJob/properties");
        var job = JsonMapper.shared().readTree(request(EVERY_KIND).post(jobs()).asString());
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
