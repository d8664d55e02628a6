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
