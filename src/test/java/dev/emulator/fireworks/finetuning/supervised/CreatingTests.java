package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A new job has the fields that the client sent, and documented defaults for other fields. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class CreatingTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @Test
    void theSmallestJobComesBackWithEveryFieldThereIs() {
        var created = json(jobs.post("minimal", """
                {"dataset": "accounts/acme/datasets/train"}"""));

        var expected = json(file("minimal-job.json")
                .replace("{account}", account)
                .replace("{now}", time.now().toString()));
        assertThat(withoutAddresses(created)).isEqualTo(expected);
    }

    @Test
    @Verified(OBSERVED)
    void everyFieldComesBackAsItWasSent() {
        var sent = (ObjectNode) json(file("full-job.json"));
        var id = jobs.create(sent.toString());

        assertThat(whatWasSent(sent, json(jobs.get(id)))).isEqualTo(sent);
        assertThat(whatWasSent(
                        sent, json(jobs.list()).path("supervisedFineTuningJobs").path(0)))
                .isEqualTo(sent);
    }

    @Test
    @Verified(OBSERVED)
    void everyFieldCanBeSpelledAsInTheProtoFile() {
        var sent = (ObjectNode) json(file("full-job.json"));
        var created = json(jobs.post(snakeCase(sent).toString()));

        assertThat(whatWasSent(sent, created)).isEqualTo(sent);
    }

    @Test
    void theFullJobLeavesNoFieldOut() {
        var named = MessageType.of(SupervisedFineTuningJob.Spec.class).fields().stream()
                .map(MessageType.Field::jsonName)
                .toList();
        assertThat(json(file("full-job.json")).propertyNames()).containsExactlyInAnyOrderElementsOf(named);
    }

    @Test
    @Verified(OBSERVED)
    void timesHaveNanosecondsWhenCreatedAndMicrosecondsWhenRead() {
        var created = json(jobs.post("timed", """
                {"dataset": "train"}"""));
        assertThat(created.path("createTime").asString())
                .isEqualTo(time.now().toString())
                .matches(".*\\.\\d{9}Z");
        assertThat(created.path("updateTime")).isEqualTo(created.path("createTime"));

        jobs.get("timed")
                .then()
                .body(
                        "createTime",
                        equalTo(time.now().truncatedTo(ChronoUnit.MICROS).toString()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '§',
            delimiter = '|',
            value = {
                "epochs         | 1",
                "learningRate   | 0.0001",
                "maxContextLength | 32768",
                "outputModel    | \"accounts/{account}/models/{id}\"",
                "loraRank       | 0",
                "batchSizeSamples | 0",
                "region         | \"REGION_UNSPECIFIED\"",
                "lrScheduler    | null",
            })
    void whatIsLeftOpenIsFilled(String field, String value) {
        var id = jobs.create();
        var expected = value.replace("{account}", account).replace("{id}", id);
        assertThat(json(jobs.get(id)).path(field)).isEqualTo(json(expected));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '§',
            delimiter = '|',
            value = {
                "learningRate      | 1e-5    | 0.00001",
                "learningRate      | 1e-7    | 1e-7",
                "learningRate      | \"0.1\" | 0.1",
                "learningRate      | 0.30000001192092896 | 0.3",
                "epochs            | 3.0     | 3",
                "epochs            | \"3\"   | 3",
                "epochs            | 2e1     | 20",
                "region            | 1       | \"US_IOWA_1\"",
                "purpose           | \"PURPOSE_PILOT\" | \"PURPOSE_PILOT\"",
                "wandbConfig       | {}      | {\"enabled\":false,\"apiKey\":\"\",\"project\":\"\",\"entity\":\"\",\"runId\":\"\",\"url\":\"\"}",
                "lrScheduler       | {\"constant\":{}} | {\"constant\":{}}",
                "lrScheduler       | {\"linear\":null} | {}",
            })
    @Verified(INFERRED)
    void valuesAreWrittenAsProtobufWritesThem(String field, String sent, String written) {
        var body = "{\"dataset\": \"train\", \"%s\": %s}".formatted(field, sent);
        var answer = jobs.post(body).then().statusCode(200).extract().asString();
        assertThat(answer).contains('"' + field + "\":" + written + ',');
    }

    @ParameterizedTest
    @CsvSource({
        "dataset, train, accounts/{account}/datasets/train",
        "evaluationDataset, eval, accounts/{account}/datasets/eval",
        "outputModel, tuned, accounts/{account}/models/tuned",
        "baseModel, own, accounts/{account}/models/own",
        "warmStartFrom, own, accounts/{account}/models/own",
        "dataset, accounts/x/datasets/y, accounts/x/datasets/y",
    })
    @Verified(OBSERVED)
    void aReferenceByIdIsReturnedAsAResourceName(String field, String sent, String told) {
        var others = field.equals("dataset") ? "" : "\"dataset\": \"d\", ";
        var id = jobs.create("{%s\"%s\": \"%s\"}".formatted(others, field, sent));
        jobs.get(id).then().body(field, equalTo(told.replace("{account}", account)));
    }

    @Test
    @Verified(OBSERVED)
    void nullIsTheSameAsUnset() {
        var nulls = MessageType.of(SupervisedFineTuningJob.class).fields().stream()
                .map(MessageType.Field::jsonName)
                .filter(field -> !field.equals("dataset"))
                .map(field -> '"' + field + "\":null")
                .collect(Collectors.joining(",", "{\"dataset\":\"accounts/acme/datasets/train\",", "}"));
        var created = json(jobs.post("minimal", nulls));

        assertThat(withoutAddresses(created))
                .isEqualTo(json(file("minimal-job.json")
                        .replace("{account}", account)
                        .replace("{now}", time.now().toString())));
    }

    @Test
    @Verified(INFERRED)
    void whatOnlyTheServerMaySetIsReadAndForgotten() {
        var id = jobs.create("""
                {"dataset": "train", "name": "accounts/x/supervisedFineTuningJobs/y", "state": "JOB_STATE_FAILED",
                 "createTime": "2020-01-01T00:00:00Z", "status": {"code": "INTERNAL", "message": "no"},
                 "createdBy": "mallory@example.com", "jobProgress": {"percent": 99}}""");

        jobs.get(id)
                .then()
                .body("name", equalTo("accounts/" + account + "/supervisedFineTuningJobs/" + id))
                .body("state", equalTo("JOB_STATE_CREATING"))
                .body("createdBy", equalTo("developer@example.com"))
                .body("jobProgress", equalTo(null));
    }

    @Test
    void aTakenIdIsRefusedAndTheFirstJobStays() {
        jobs.post("taken", "{\"dataset\": \"one\"}").then().statusCode(200);
        var second = jobs.post("taken", "{\"dataset\": \"two\"}");

        refused(
                second,
                Code.ALREADY_EXISTS,
                "resource accounts/" + account + "/supervisedFineTuningJobs/taken already exists");
        jobs.get("taken").then().body("dataset", equalTo("accounts/" + account + "/datasets/one"));
        jobs.list().then().body("totalSize", equalTo(1));
    }

    @Test
    @Verified(OBSERVED)
    void afterARefusalThereIsNothing() {
        jobs.post("refused", "{}").then().statusCode(400);
        refused(jobs.get("refused"), Code.NOT_FOUND, "resource not found");
    }

    @ParameterizedTest
    @CsvSource({"qwen3-8b, 1, 0, 500000000", "qwen3-14b, 2, 1, 0", "llama-v3p1-70b-instruct, 3, 9, 0"})
    void theCostIsEstimatedWithoutMakingAJob(String model, int epochs, String units, int nanos) {
        request(Json.object("dataset", "train", "baseModel", model, "epochs", epochs))
                .post(jobs.url() + ":estimateCost")
                .then()
                .statusCode(200)
                .body("estimatedCost.currencyCode", equalTo("USD"))
                .body("estimatedCost.units", equalTo(units))
                .body("estimatedCost.nanos", equalTo(nanos));
        jobs.list().then().body("totalSize", equalTo(0));
    }

    @Test
    void theSizeOfAModelIsNotReadFromTheNameOfItsAccount() {
        request("{\"dataset\": \"train\", \"baseModel\": \"own\"}")
                .post("/v1/accounts/acme-400b-x/supervisedFineTuningJobs:estimateCost")
                .then()
                .statusCode(200)
                .body("estimatedCost.nanos", equalTo(500_000_000));
    }

    static String file(String name) {
        try {
            return new ClassPathResource(name, CreatingTests.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the URLs of artifacts, which every job has. */
    private static JsonNode withoutAddresses(JsonNode job) {
        var rest = ((ObjectNode) job).deepCopy();
        for (var field : List.of("metricsFileSignedUrl", "renderSamplesSignedUrl")) {
            assertThat(rest.remove(field).asString())
                    .startsWith("http://localhost:")
                    .contains("X-Goog-Signature=");
        }
        return rest;
    }

    private static ObjectNode whatWasSent(ObjectNode sent, JsonNode answer) {
        return ((ObjectNode) answer).deepCopy().retain(List.copyOf(sent.propertyNames()));
    }

    private static JsonNode snakeCase(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var snake = object.objectNode();
        object.properties().forEach(property -> {
            var name = property.getKey().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
            snake.set(name, snakeCase(property.getValue()));
        });
        return snake;
    }
}
