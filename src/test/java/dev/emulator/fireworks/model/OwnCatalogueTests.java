package dev.emulator.fireworks.model;

import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A file of the user's, with a byte order mark here, adds to the public models, and tells known ones anew. */
@Verified(INFERRED)
@TestPropertySource(
        properties = {
            "emulator.catalogue=src/test/resources/dev/emulator/fireworks/model/my-catalogue.json",
            "emulator.validation=service"
        })
class OwnCatalogueTests extends Story {

    @Test
    void aModelOfTheFileIsThereAndCanBeTuned() {
        request()
                .get("/v1/accounts/fireworks/models/qwen9-8b")
                .then()
                .statusCode(200)
                .body("state", equalTo("READY"))
                .body("supervisedLoraTunable", equalTo(true))
                .body("supportedPrecisions", contains("FP16", "FP8"))
                .body("serverlessModes[0].serviceTier", equalTo("priority"))
                .body("serverlessModes[0].skuInfos[0].amount.units", equalTo("1"));
        aDataset("train", ROW.repeat(3));
        request("{\"dataset\": \"train\", \"baseModel\": \"accounts/fireworks/models/qwen9-8b\", \"loraRank\": 8}")
                .post(jobs())
                .then()
                .statusCode(200)
                .body("maxContextLength", equalTo(65536));
    }

    @Test
    void theFileHasTheLastWord() {
        request().get("/v1/accounts/fireworks/models/qwen3-8b").then().body("displayName", equalTo("Told anew"));
        aDataset("train", ROW.repeat(3));
        refused(
                request("{\"dataset\": \"train\", \"baseModel\": \"" + QWEN + "\"}")
                        .post(jobs()),
                Code.INVALID_ARGUMENT,
                "model is retired");
    }

    @Test
    void whatTheFileDoesNotSayOfTheEmulatorStays() {
        aDataset("train", ROW.repeat(3));
        refused(
                request(
                                "{\"dataset\": \"train\", \"baseModel\": \"accounts/fireworks/models/qwen3-1p7b\", \"loraRank\": 8}")
                        .post(jobs()),
                Code.INVALID_ARGUMENT,
                "model is not supported for fine-tuning");
    }

    @Test
    void theOthersAreStillThere() {
        request().get("/v1/accounts/fireworks/models/qwen3-14b").then().statusCode(200);
    }
}
