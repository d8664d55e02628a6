package dev.emulator.fireworks.model;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Create, get, update, list and delete models. {@link ModelUploadTests} is about their files. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class ModelTests extends Story {

    private static final JsonNode PEFT = Json.object("baseModel", QWEN, "r", 8, "targetModules", List.of("q_proj"));

    private final Models models = new Models(api);

    @Test
    void aNewModelIsAnAdapterThatWaitsForItsFiles() {
        models.post("mine", Json.object("displayName", "Mine", "peftDetails", PEFT))
                .then()
                .statusCode(200)
                .body("name", equalTo("accounts/" + account + "/models/mine"))
                .body("kind", equalTo("HF_PEFT_ADDON"))
                .body("state", equalTo("UPLOADING"))
                .body("createTime", equalTo(time.now().toString()));
        models.get("mine")
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
    void outputOnlyFieldsArePresentAndCannotBeWritten() {
        models.post("mine", """
                {"encryptionState": "ENCRYPTION_STATE_CMEK", "supportedPrecisions": ["FP8"], "supportedPrecisionsWithCalibration": ["FP4"],
                 "serverlessModes": [{"name": "fast", "skuInfos": [{"sku": "x", "amount": {"units": "1"}}]}]}""").then().statusCode(200);
        models.get("mine")
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
        refused(models.post(body), Code.INVALID_ARGUMENT, message);
        refused(models.get("m"), Code.NOT_FOUND, "resource not found");
    }

    @Test
    void aFlagThatIsNoneIsRefusedInGosWords() {
        models.post("mine", "{}");
        refused(
                request().get(models.url("mine") + ":validateUpload?config_only=perhaps"),
                Code.INVALID_ARGUMENT,
                "parsing field \"config_only\": strconv.ParseBool: parsing \"perhaps\": invalid syntax");
    }

    @Test
    void charactersThatCannotBeShownComeBackAsTheyWere() {
        models.post("mine", "{\"description\": \"a\\u0000b\\u0007\"}").then().statusCode(200);
        models.get("mine").then().body("description", equalTo("a\0b\u0007"));
    }

    @Test
    void aTakenIdIsRefused() {
        models.post("taken", "{}").then().statusCode(200);
        refused(
                models.post("taken", "{}"),
                Code.ALREADY_EXISTS,
                "resource accounts/" + account + "/models/taken already exists");
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        models.post("mine", Json.object("displayName", "before", "description", "kept", "peftDetails", PEFT));
        time.passes(Duration.ofSeconds(1));
        models.patch("mine", "{\"displayName\": \"after\", \"public\": true, \"state\": \"READY\"}")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("after"))
                .body("public", equalTo(true))
                .body("description", equalTo("kept"))
                .body("peftDetails.r", equalTo(8))
                .body("state", equalTo("UPLOADING"))
                .body("updateTime", equalTo(time.now().toString()));
        request("{\"displayName\": \"masked\", \"description\": \"changed\"}")
                .patch(models.url("mine") + "?updateMask=description")
                .then()
                .body("displayName", equalTo("after"))
                .body("description", equalTo("changed"));
    }

    @Test
    void nothingNeedBeSaidOfAModel() {
        models.post("{\"modelId\": \"mine\"}").then().statusCode(200).body("kind", equalTo("HF_PEFT_ADDON"));
    }

    @Test
    @Verified(INFERRED)
    void aPatchReachesIntoMessagesAndLeavesTheirOtherFields() {
        models.post(
                "mine",
                Json.object("peftDetails", PEFT, "conversationConfig", Json.object("style", "jinja", "system", "s")));
        models.patch("mine", "{\"peftDetails\": {\"r\": 16}, \"conversationConfig\": {}}")
                .then()
                .statusCode(200)
                .body("peftDetails.r", equalTo(16))
                .body("peftDetails.baseModel", equalTo(QWEN))
                .body("peftDetails.targetModules", contains("q_proj"))
                .body("conversationConfig.style", equalTo(""));
        request("{\"peftDetails\": {\"r\": 32, \"baseModel\": \"other\"}}")
                .patch(models.url("mine") + "?updateMask=peft_details.r")
                .then()
                .body("peftDetails.r", equalTo(32))
                .body("peftDetails.baseModel", equalTo(QWEN));
        models.patch("mine", "{\"peftDetails\": null}").then().body("peftDetails", nullValue());
        models.patch("mine", "{\"peftDetails\": {\"r\": 4}}").then().body("peftDetails.baseModel", equalTo(""));
    }

    @Test
    void modelsAreListedFilteredAndOrdered() {
        models.post("b", "{\"kind\": \"HF_BASE_MODEL\", \"baseModelDetails\": {\"parameterCount\": \"5\"}}");
        time.passes(Duration.ofSeconds(1));
        models.post("a", Json.object("peftDetails", PEFT));
        models.list()
                .then()
                .body("models.name.collect { it[-1] }", contains("a", "b"))
                .body("totalSize", equalTo(2));
        request()
                .queryParam("orderBy", "create_time")
                .get(models.url())
                .then()
                .body("models.name.collect { it[-1] }", contains("b", "a"));
        request()
                .queryParam("filter", "kind=HF_BASE_MODEL AND state=UPLOADING")
                .get(models.url())
                .then()
                .body("models.name.collect { it[-1] }", contains("b"));
        request().queryParam("readMask", "name").get(models.url("a")).then().body("size()", equalTo(1));
    }

    @Test
    void aDeletedModelIsGoneAndItsIdIsFree() {
        models.post("mine", "{}");
        models.delete("mine").then().statusCode(200).body("size()", equalTo(0));
        refused(models.get("mine"), Code.NOT_FOUND, "resource not found");
        refused(models.delete("mine"), Code.NOT_FOUND, "resource not found");
        models.post("mine", "{}").then().statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void anotherAccountDoesNotSeeIt() {
        models.post("mine", "{}");
        var other = "/v1/accounts/" + account + "b/models";
        refused(request().get(other + "/mine"), Code.NOT_FOUND, "resource not found");
        assertThat(request().get(other).<Integer>path("totalSize")).isZero();
    }

    @Test
    @Verified(INFERRED)
    void whatHasNoFilesCannotBePrepared() {
        models.post("mine", "{}");
        refused(
                models.call("mine", "prepare", "{\"precision\": \"FP8\"}"),
                Code.FAILED_PRECONDITION,
                "model accounts/" + account + "/models/mine is not ready");
    }
}
