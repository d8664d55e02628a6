package dev.emulator.fireworks.finetuning.dpo;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Verified;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.node.ObjectNode;

/** The endpoints of DPO jobs. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class DpoJobTests extends DpoStory {

    @Test
    void theSmallestJobComesBackWithEveryFieldThereIs() {
        var created = json(jobs.post("minimal", "{\"dataset\": \"train\"}"));
        assertThat(created)
                .isEqualTo(json(file("minimal-job.json")
                        .replace("{account}", account)
                        .replace("{now}", time.now().toString())));
    }

    @Test
    void everyFieldComesBackAsItWasSent() {
        var sent = (ObjectNode) json(file("full-job.json"));
        var id = jobs.create(sent.toString());
        assertThat(whatWasSent(sent, id)).isEqualTo(sent);
        assertThat(sent.propertyNames()).containsExactlyInAnyOrderElementsOf(names(DpoJob.Spec.class));
    }

    private ObjectNode whatWasSent(ObjectNode sent, String id) {
        var job = (ObjectNode) json(jobs.get(id));
        ((ObjectNode) job.path("wandbConfig")).remove("url");
        return job.retain(sent.propertyNames());
    }

    private static Iterable<String> names(Class<? extends Record> type) {
        return MessageType.of(type).fields().stream()
                .map(MessageType.Field::jsonName)
                .toList();
    }

    @Test
    void anIdThatIsLeftOpenIsARandomUuid() {
        assertThat(jobs.create())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                .isNotEqualTo(jobs.create());
    }

    @Test
    void anIdOfTheClientsIsTakenOnce() {
        jobs.post("mine", "{\"dataset\": \"one\"}")
                .then()
                .statusCode(200)
                .body("name", equalTo(name("dpoJobs", "mine")))
                .body("trainingConfig.outputModel", equalTo(name("models", "mine")));
        refused(
                request("{\"dataset\": \"two\"}").post(jobs.url() + "?dpo_job_id=mine"),
                Code.ALREADY_EXISTS,
                "resource " + name("dpoJobs", "mine") + " already exists");
        refused(
                        jobs.post("My_Job", "{\"dataset\": \"two\"}"),
                        Code.INVALID_ARGUMENT,
                        "invalid id \"My_Job\": must be 1-63 characters of a-z, 0-9 and -, without a hyphen at either end")
                .body("details.fieldViolations.flatten().field", contains("dpo_job_id"));
    }

    @Test
    void twoKindsOfJobsMayHaveTheSameId() {
        var supervised = jobs.url().replace("dpoJobs", "supervisedFineTuningJobs");
        jobs.post("same", "{\"dataset\": \"pairs\"}").then().statusCode(200);
        request("{\"dataset\": \"chats\", \"outputModel\": \"another\"}")
                .post(supervised + "?supervisedFineTuningJobId=same")
                .then()
                .statusCode(200);
        jobs.get("same").then().body("dataset", endsWith("/pairs"));
        request().get(supervised + "/same").then().body("dataset", endsWith("/chats"));
        request("{}").post(supervised + "/same:cancel").then().statusCode(200);
        time.passes(UNTIL_COMPLETED);
        jobs.get("same").then().body("state", equalTo("JOB_STATE_COMPLETED"));
        request().get(supervised + "/same").then().body("state", equalTo("JOB_STATE_CANCELLED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseModel", "outputModel", "warmStartFrom", "metricsFileSignedUrl", "jobProgress"})
    @Verified(INFERRED)
    void whatOtherJobsHaveAtTheTopIsUnknown(String field) {
        refused(
                jobs.post(Json.object("dataset", "train", field, "x")),
                Code.INVALID_ARGUMENT,
                "proto: (line 1:20): unknown field \"" + field + '"');
    }

    @Test
    void jobsAreListedFilteredAndOrdered() {
        for (var id : new String[] {"b", "a", "c"}) {
            jobs.post(
                            id,
                            Json.object(
                                    "dataset",
                                    id,
                                    "lossConfig",
                                    Json.object("method", id.equals("c") ? "ORPO" : "DPO")))
                    .then()
                    .statusCode(200);
            time.passes(Duration.ofSeconds(1));
        }
        jobs.list().then().body("totalSize", equalTo(3)).body("nextPageToken", equalTo(""));
        request()
                .queryParam("orderBy", "name desc")
                .get(jobs.url())
                .then()
                .body("dpoJobs.dataset", contains(datasetName("c"), datasetName("b"), datasetName("a")));
        request()
                .queryParam("filter", "lossConfig.method=ORPO")
                .get(jobs.url())
                .then()
                .body("dpoJobs.dataset", contains(datasetName("c")));
        request()
                .queryParam("filter", "trainingConfig.outputModel:models/b AND state!=JOB_STATE_COMPLETED")
                .queryParam("readMask", "dataset,trainingConfig.outputModel")
                .get(jobs.url())
                .then()
                .body("dpoJobs.size()", equalTo(1))
                .body("dpoJobs[0].dataset", equalTo(datasetName("b")))
                .body("dpoJobs[0].trainingConfig.size()", equalTo(1))
                .body("dpoJobs[0].name", nullValue());
    }

    private String datasetName(String id) {
        return name("datasets", id);
    }

    @Test
    void aCancelledJobStays() {
        var id = jobs.create();
        time.passes(Duration.ofMillis(3500));
        jobs.cancel(id).then().statusCode(200).body("size()", equalTo(0));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_CANCELLING"));
        time.passes(Duration.ofDays(1));
        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_CANCELLED"))
                .body("completedTime", notNullValue())
                .body("status.code", equalTo("OK"));
        refused(jobs.cancel(id), Code.FAILED_PRECONDITION, "job in state JOB_STATE_CANCELLED cannot be cancelled");
        refused(jobs.resume(id), Code.FAILED_PRECONDITION, "job in state JOB_STATE_CANCELLED cannot be resumed");
        models.get(id).then().statusCode(404);
    }

    @Test
    void aDeletedJobIsGoneAfterAWhileAndItsIdIsFree() {
        jobs.post("again", "{\"dataset\": \"one\"}").then().statusCode(200);
        jobs.delete("again").then().statusCode(200).body("size()", equalTo(0));
        jobs.get("again").then().body("state", equalTo("JOB_STATE_DELETING_CLEANING_UP"));
        time.passes(Duration.ofMillis(500));
        refused(jobs.get("again"), Code.NOT_FOUND, "resource not found");
        jobs.list().then().body("totalSize", equalTo(0)).body("dpoJobs.size()", equalTo(0));
        jobs.post("again", "{\"dataset\": \"two\"}").then().statusCode(200);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        refused(jobs.get("none"), Code.NOT_FOUND, "resource not found");
        refused(jobs.delete("none"), Code.NOT_FOUND, "resource not found");
        refused(jobs.cancel("none"), Code.NOT_FOUND, "resource not found");
        refused(jobs.resume("none"), Code.NOT_FOUND, "resource not found");
        refused(request().get(jobs.url("none") + ":getMetricsFileEndpoint"), Code.NOT_FOUND, "resource not found");
    }

    private static String file(String name) {
        try {
            return new ClassPathResource(name, DpoJobTests.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
