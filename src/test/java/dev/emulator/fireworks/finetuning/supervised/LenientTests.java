package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.control.ControlApi;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.Json;
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

/** The most lenient settings: no key, no format, short IDs. Only the size of bodies is limited. */
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

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Models models = new Models(api);
    private final ControlApi control = new ControlApi(api);

    @Test
    @Verified(DOCUMENTED)
    void theDatasetIsStillRequired() {
        refused(jobs.post("{}"), Code.INVALID_ARGUMENT, "dataset is required")
                .body("details[0].fieldViolations.field", equalTo(List.of("dataset")));
    }

    @Test
    void anAdapterOfAnyRankHasASize() {
        var id = jobs.create(Json.object("dataset", "d", "baseModel", QWEN)
                .put("loraRank", 2147483647)
                .put("epochs", 2147483647)
                .put("batchSize", 1)
                .put("outputModel", "tuned"));
        time.passes(Duration.ofMinutes(10));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_COMPLETED"));
        var files = models.downloads("tuned");
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
                jobs.post("{\"dataset\": \"d\", \"epochs\": 1.5}"),
                Code.INVALID_ARGUMENT,
                "proto: (line 1:28): invalid value for int32 field epochs: 1.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"epochs\": -1}",
                "{\"learningRate\": -0.5}",
                "{\"loraRank\": 3}",
                "{\"baseModel\": \"a\", \"warmStartFrom\": \"b\"}",
                "{\"baseModel\": \"no such/form at all\"}",
                "{\"outputModel\": \"😀\"}",
                "{\"wandbConfig\": {\"enabled\": true}}",
                "{\"mtpEnabled\": true}",
                "{\"lrScheduler\": {\"linear\": {\"decayRatio\": 7}}}",
                "{\"usePurpose\": \"anything\"}",
            })
    void valuesDoNot(String fields) {
        jobs.post(Json.object("dataset", "any thing/at all").setAll(Json.readObject(fields)))
                .then()
                .statusCode(200)
                .body("dataset", equalTo("any thing/at all"));
    }

    @Test
    @Verified(OBSERVED)
    void aShortIdHasEightCharactersAndBeginsWithALetter() {
        for (int i = 0; i < 50; i++) {
            assertThat(jobs.create("{\"dataset\": \"d\"}")).matches("[a-z][a-z0-9]{7}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Job_1", "a.b", "-x-", "日本", "two words", "50%"})
    void anIdMayBeAnythingAnAddressCanHold(String id) {
        request("{\"dataset\": \"d\"}")
                .queryParam("supervisedFineTuningJobId", id)
                .post(jobs.url())
                .then()
                .statusCode(200);
        request()
                .get(jobs.url() + "/{job}", id)
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + account + "/supervisedFineTuningJobs/" + id));
        request().delete(jobs.url() + "/{job}", id).then().statusCode(200);
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
                        .post(jobs.url()),
                Code.INVALID_ARGUMENT,
                "invalid id \"" + id + "\": must be 1-63 characters without / and :");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Model_1", "a.b", "-x-", "日本", "two words", "50%"})
    void aModelMayBeCalledAnythingAnAddressCanHold(String id) {
        var job = jobs.create(Json.object("dataset", "d", "outputModel", id));
        time.passes(Duration.ofMinutes(10));
        var name = "accounts/" + account + "/models/" + id;
        jobs.get(job).then().body("outputModel", equalTo(name));
        request()
                .get("/v1/accounts/" + account + "/models/{model}", id)
                .then()
                .statusCode(200)
                .body("name", equalTo(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a\0b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void aModelThatNoAddressCanHoldIsRefused(String id) {
        for (var model : List.of(id, "accounts/" + account + "/models/" + id)) {
            refused(
                            jobs.post(Json.object("dataset", "d", "outputModel", model)),
                            Code.INVALID_ARGUMENT,
                            "invalid id \"" + id + "\": must be 1-63 characters without / and :")
                    .body("details.fieldViolations.flatten().field", equalTo(List.of("output_model")));
        }
    }

    @Test
    void aWorldOfSuchIdsCanBeRestored() {
        request("{\"dataset\": \"d\"}")
                .queryParam("supervisedFineTuningJobId", "Job 日本")
                .post(jobs.url())
                .then()
                .statusCode(200);
        var archive = control.snapshot();
        control.restore(archive).then().statusCode(200);
        request().get(jobs.url() + "/{job}", "Job 日本").then().statusCode(200);
    }

    @Test
    void noKeyIsRequired() {
        RestAssured.given()
                .baseUri("http://localhost:" + port)
                .body("{\"dataset\": \"d\"}")
                .post(jobs.url())
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
        assertThat(raw().post(jobs.url(), body + " ".repeat(1024 - body.length()))
                        .status())
                .isEqualTo(200);
        assertThat(raw().postChunked(jobs.url(), body + " ".repeat(1024 - body.length()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBodyOverTheLimitIsRefusedAsGrpcDoes() {
        assertTooLarge(raw().post(jobs.url(), " ".repeat(1025)), "1025");
        assertTooLarge(raw().postChunked(jobs.url(), " ".repeat(1025)), "1025");
        assertTooLarge(raw().post(jobs.url(), " ".repeat(5_000_000)), "5000000");
        assertTooLarge(raw().post(jobs.url("x") + ":cancel", " ".repeat(2000)), "2000");
    }

    private static void assertTooLarge(RawHttp.Answer answer, String size) {
        assertThat(answer.status()).isEqualTo(429);
        var message = "grpc: received message larger than max (" + size + " vs. 1024)";
        assertThat(json(answer.body())).isEqualTo(Json.object("code", 8, "message", message, "details", List.of()));
    }
}
