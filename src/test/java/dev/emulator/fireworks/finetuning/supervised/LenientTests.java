package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.RawHttp;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** An emulator that asks for as little as it can: no key, no format, short ids; only its bodies are small. */
@Verified(INFERRED)
@TestPropertySource(
        properties = {
            "emulator.validation=lenient",
            "emulator.auth.enabled=false",
            "emulator.ids=short",
            "emulator.limits.request-body=1KB",
            "emulator.account=me",
            "emulator.email=me@example.com",
        })
class LenientTests extends Story {

    @Test
    @Verified(DOCUMENTED)
    void theDatasetIsStillRequired() {
        refused(request("{}").post(jobs()), Code.INVALID_ARGUMENT, "dataset is required")
                .body("details[0].fieldViolations.field", equalTo(List.of("dataset")));
    }

    @Test
    void anAdapterOfAnyRankHasASize() {
        var id = aJob("""
                {"dataset": "d", "baseModel": "%s", "loraRank": 2147483647, "epochs": 2147483647,
                 "batchSize": 1, "outputModel": "tuned"}""".formatted(QWEN));
        time.passes(Duration.ofMinutes(10));
        request().get(job(id)).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        var files = downloads(model("tuned"));
        Storage.fetch(files.get("adapter_config.json"))
                .then()
                .statusCode(200)
                .body(containsString("\"r\" : 4096"), containsString("\"lora_alpha\" : 8192"));
        var size = Storage.request()
                .head(files.get("adapter_model.safetensors"))
                .then()
                .statusCode(200)
                .extract()
                .header("Content-Length");
        assertThat(Long.parseLong(size)).isBetween(1L << 30, 1L << 34);
    }

    @Test
    void typesStillCount() {
        refused(
                request("{\"dataset\": \"d\", \"epochs\": 1.5}").post(jobs()),
                Code.INVALID_ARGUMENT,
                "proto: (line 1:28): invalid value for int32 field epochs: 1.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"epochs\": -1",
                "\"learningRate\": -0.5",
                "\"loraRank\": 3",
                "\"baseModel\": \"a\", \"warmStartFrom\": \"b\"",
                "\"baseModel\": \"no such/form at all\"",
                "\"outputModel\": \"😀\"",
                "\"wandbConfig\": {\"enabled\": true}",
                "\"mtpEnabled\": true",
                "\"lrScheduler\": {\"linear\": {\"decayRatio\": 7}}",
                "\"usePurpose\": \"anything\"",
            })
    void valuesDoNot(String fields) {
        request("{\"dataset\": \"any thing/at all\", " + fields + "}")
                .post(jobs())
                .then()
                .statusCode(200)
                .body("dataset", equalTo("any thing/at all"));
    }

    @Test
    @Verified(OBSERVED)
    void aShortIdHasEightCharactersAndBeginsWithALetter() {
        for (int i = 0; i < 50; i++) {
            assertThat(aJob("{\"dataset\": \"d\"}")).matches("[a-z][a-z0-9]{7}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Job_1", "a.b", "-x-", "日本", "two words", "50%"})
    void anIdMayBeAnythingAnAddressCanHold(String id) {
        request("{\"dataset\": \"d\"}")
                .queryParam("supervisedFineTuningJobId", id)
                .post(jobs())
                .then()
                .statusCode(200);
        request()
                .get(jobs() + "/{job}", id)
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + account + "/supervisedFineTuningJobs/" + id));
        request().delete(jobs() + "/{job}", id).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/b",
                "a:b",
                "a\u0000b",
                "\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void anIdThatNoAddressCanHoldIsRefused(String id) {
        refused(
                request("{\"dataset\": \"d\"}")
                        .queryParam("supervisedFineTuningJobId", id)
                        .post(jobs()),
                Code.INVALID_ARGUMENT,
                "invalid id \"" + id + "\": must be 1-63 characters without / and :");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Model_1", "a.b", "-x-", "日本", "two words", "50%"})
    void aModelMayBeCalledAnythingAnAddressCanHold(String id) {
        var job = aJob("{\"dataset\": \"d\", \"outputModel\": \"%s\"}".formatted(id));
        time.passes(Duration.ofMinutes(10));
        var name = "accounts/" + account + "/models/" + id;
        request().get(job(job)).then().body("outputModel", equalTo(name));
        request()
                .get("/v1/accounts/" + account + "/models/{model}", id)
                .then()
                .statusCode(200)
                .body("name", equalTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a\\u0000b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aModelThatNoAddressCanHoldIsRefused(String id) {
        for (var model : List.of(id, "accounts/" + account + "/models/" + id)) {
            refused(
                            request("{\"dataset\": \"d\", \"outputModel\": \"%s\"}".formatted(model))
                                    .post(jobs()),
                            Code.INVALID_ARGUMENT,
                            "invalid id \"" + id.replace("\\u0000", "\0")
                                    + "\": must be 1-63 characters without / and :")
                    .body("details.fieldViolations.flatten().field", equalTo(List.of("output_model")));
        }
    }

    @Test
    void aWorldOfSuchIdsCanBeRestored() {
        request("{\"dataset\": \"d\"}")
                .queryParam("supervisedFineTuningJobId", "Job 日本")
                .post(jobs())
                .then()
                .statusCode(200);
        var archive = request("{}").post(control() + ":snapshot").asByteArray();
        request()
                .contentType("application/zip")
                .body(archive)
                .post(control() + ":restore")
                .then()
                .statusCode(200);
        request().get(jobs() + "/{job}", "Job 日本").then().statusCode(200);
    }

    @Test
    void nobodyNeedsAKey() {
        RestAssured.given()
                .baseUri("http://localhost:" + port)
                .body("{\"dataset\": \"d\"}")
                .post(jobs())
                .then()
                .statusCode(200)
                .body("createdBy", equalTo("me@example.com"));
        RestAssured.given()
                .baseUri("http://localhost:" + port)
                .get("/verifyApiKey")
                .then()
                .statusCode(200)
                .header("x-fireworks-account-id", "me")
                .header("x-fireworks-developer-email", "me@example.com");
    }

    @Test
    void aBodyUpToTheLimitIsRead() {
        var body = "{\"dataset\": \"d\"}";
        assertThat(raw().post(jobs(), body + " ".repeat(1024 - body.length())).status())
                .isEqualTo(200);
        assertThat(raw().postChunked(jobs(), body + " ".repeat(1024 - body.length()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBodyOverTheLimitIsRefusedAsGrpcDoes() {
        assertTooLarge(raw().post(jobs(), " ".repeat(1025)), "1025");
        assertTooLarge(raw().postChunked(jobs(), " ".repeat(1025)), "1025");
        assertTooLarge(raw().post(jobs(), " ".repeat(5_000_000)), "5000000");
        assertTooLarge(raw().post(job("x") + ":cancel", " ".repeat(2000)), "2000");
    }

    private static void assertTooLarge(RawHttp.Answer answer, String size) {
        assertThat(answer.status()).isEqualTo(429);
        assertThat(json(answer.body())).isEqualTo(json("""
                        {"code": 8, "message": "grpc: received message larger than max (%s vs. 1024)", "details": []}""".formatted(size)));
    }
}
