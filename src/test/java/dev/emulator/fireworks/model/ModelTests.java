package dev.emulator.fireworks.model;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model of one's own is made, looked at, changed and deleted; its files are another story. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class ModelTests extends Story {

    private static final String PEFT =
            "\"peftDetails\": {\"baseModel\": \"%s\", \"r\": 8, \"targetModules\": [\"q_proj\"]}".formatted(QWEN);

    @Test
    void aNewModelIsAnAdapterThatWaitsForItsFiles() {
        create("mine", "{\"displayName\": \"Mine\", " + PEFT + "}")
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + account + "/models/mine"))
                .body("kind", equalTo("HF_PEFT_ADDON"))
                .body("state", equalTo("UPLOADING"))
                .body("createTime", equalTo(time.now().toString()));
        request()
                .get(model("mine"))
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Mine"))
                .body("peftDetails.r", equalTo(8))
                .body("deployedModelRefs", empty())
                .body("fineTuningJob", equalTo(""))
                .body(
                        "createTime",
                        equalTo(time.now().truncatedTo(ChronoUnit.MICROS).toString()));
    }

    @Test
    void whatOnlyTheServiceSaysIsThereAndCannotBeWritten() {
        create("mine", """
                {"encryptionState": "ENCRYPTION_STATE_CMEK", "supportedPrecisions": ["FP8"], "supportedPrecisionsWithCalibration": ["FP4"],
                 "serverlessModes": [{"name": "fast", "skuInfos": [{"sku": "x", "amount": {"units": "1"}}]}]}""").then().statusCode(200);
        request()
                .get(model("mine"))
                .then()
                .body("encryptionState", equalTo("ENCRYPTION_STATE_PLAINTEXT"))
                .body("supportedPrecisions", empty())
                .body("supportedPrecisionsWithCalibration", empty())
                .body("serverlessModes", empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"model\": {}} | model_id is required",
                "{\"modelId\": \"M\", \"model\": {}} | invalid id \"M\": must be 1-63 characters of a-z, 0-9 and -, without a hyphen at either end",
                "{\"modelId\": \"m\", \"displayName\": \"x\"} | proto: (line 1:18): unknown field \"displayName\"",
                "{\"modelId\": \"m\", \"cluster\": \"\\u0000\"} | cluster must not have control characters",
                "{\"modelId\": \"m\", \"model\": {\"contextLength\": -1}} | context_length must not be negative",
                "{\"modelId\": \"m\", \"model\": {\"displayName\": \"0123456789012345678901234567890123456789012345678901234567890123\"}} | display_name must be fewer than 64 characters long",
            })
    void aBadRequestIsRefused(String body, String message) {
        refused(request(body).post(models()), Code.INVALID_ARGUMENT, message);
        refused(request().get(model("m")), Code.NOT_FOUND, "resource not found");
    }

    @Test
    void aFlagThatIsNoneIsRefusedInGosWords() {
        create("mine", "{}");
        refused(
                request().get(model("mine") + ":validateUpload?config_only=perhaps"),
                Code.INVALID_ARGUMENT,
                "parsing field \"config_only\": strconv.ParseBool: parsing \"perhaps\": invalid syntax");
    }

    @Test
    void charactersThatCannotBeShownComeBackAsTheyWere() {
        create("mine", "{\"description\": \"a\\u0000b\\u0007\"}").then().statusCode(200);
        request().get(model("mine")).then().body("description", equalTo("a\0b\u0007"));
    }

    @Test
    void aTakenIdIsRefused() {
        create("taken", "{}").then().statusCode(200);
        refused(
                create("taken", "{}"),
                Code.ALREADY_EXISTS,
                "resource accounts/" + account + "/models/taken already exists");
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        create("mine", "{\"displayName\": \"before\", \"description\": \"kept\", " + PEFT + "}");
        time.passes(Duration.ofSeconds(1));
        request("{\"displayName\": \"after\", \"public\": true, \"state\": \"READY\"}")
                .patch(model("mine"))
                .then()
                .statusCode(200)
                .body("displayName", equalTo("after"))
                .body("public", equalTo(true))
                .body("description", equalTo("kept"))
                .body("peftDetails.r", equalTo(8))
                .body("state", equalTo("UPLOADING"))
                .body("updateTime", equalTo(time.now().toString()));
        request("{\"displayName\": \"masked\", \"description\": \"changed\"}")
                .patch(model("mine") + "?updateMask=description")
                .then()
                .body("displayName", equalTo("after"))
                .body("description", equalTo("changed"));
    }

    @Test
    void nothingNeedBeSaidOfAModel() {
        request("{\"modelId\": \"mine\"}").post(models()).then().statusCode(200).body("kind", equalTo("HF_PEFT_ADDON"));
    }

    @Test
    @Verified(INFERRED)
    void aPatchReachesIntoMessagesAndLeavesTheirOtherFields() {
        create("mine", "{" + PEFT + ", \"conversationConfig\": {\"style\": \"jinja\", \"system\": \"s\"}}");
        request("{\"peftDetails\": {\"r\": 16}, \"conversationConfig\": {}}")
                .patch(model("mine"))
                .then()
                .statusCode(200)
                .body("peftDetails.r", equalTo(16))
                .body("peftDetails.baseModel", equalTo(QWEN))
                .body("peftDetails.targetModules", contains("q_proj"))
                .body("conversationConfig.style", equalTo(""));
        request("{\"peftDetails\": {\"r\": 32, \"baseModel\": \"other\"}}")
                .patch(model("mine") + "?updateMask=peft_details.r")
                .then()
                .body("peftDetails.r", equalTo(32))
                .body("peftDetails.baseModel", equalTo(QWEN));
        request("{\"peftDetails\": null}").patch(model("mine")).then().body("peftDetails", nullValue());
        request("{\"peftDetails\": {\"r\": 4}}").patch(model("mine")).then().body("peftDetails.baseModel", equalTo(""));
    }

    @Test
    void modelsAreListedFilteredAndOrdered() {
        create("b", "{\"kind\": \"HF_BASE_MODEL\", \"baseModelDetails\": {\"parameterCount\": \"5\"}}");
        time.passes(Duration.ofSeconds(1));
        create("a", "{" + PEFT + "}");
        request()
                .get(models())
                .then()
                .body("models.name.collect { it[-1] }", contains("a", "b"))
                .body("totalSize", equalTo(2));
        request()
                .queryParam("orderBy", "create_time")
                .get(models())
                .then()
                .body("models.name.collect { it[-1] }", contains("b", "a"));
        request()
                .queryParam("filter", "kind=HF_BASE_MODEL AND state=UPLOADING")
                .get(models())
                .then()
                .body("models.name.collect { it[-1] }", contains("b"));
        request().queryParam("readMask", "name").get(model("a")).then().body("size()", equalTo(1));
    }

    @Test
    void aDeletedModelIsGoneAndItsIdIsFree() {
        create("mine", "{}");
        request().delete(model("mine")).then().statusCode(200).body("size()", equalTo(0));
        refused(request().get(model("mine")), Code.NOT_FOUND, "resource not found");
        refused(request().delete(model("mine")), Code.NOT_FOUND, "resource not found");
        create("mine", "{}").then().statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void anotherAccountDoesNotSeeIt() {
        create("mine", "{}");
        var other = "/v1/accounts/" + account + "b/models";
        refused(request().get(other + "/mine"), Code.NOT_FOUND, "resource not found");
        assertThat(request().get(other).<Integer>path("totalSize")).isZero();
    }

    @Test
    @Verified(INFERRED)
    void whatHasNoFilesCannotBePrepared() {
        create("mine", "{}");
        refused(
                request("{\"precision\": \"FP8\"}").post(model("mine") + ":prepare"),
                Code.FAILED_PRECONDITION,
                "model accounts/" + account + "/models/mine is not ready");
    }

    private Response create(String id, String model) {
        return request("{\"modelId\": \"%s\", \"model\": %s}".formatted(id, model))
                .post(models());
    }
}
