package dev.emulator.fireworks.model;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A catalogue file of the user adds public models and replaces known ones. This one starts with a byte order mark. */
@Verified(INFERRED)
@TestPropertySource(
        properties = {
            "emulator.catalogue=src/test/resources/dev/emulator/fireworks/model/my-catalogue.json",
            "emulator.validation=service"
        })
class OwnCatalogueTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);

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
        datasets.create("train", ROW.repeat(3));
        jobs.post("{\"dataset\": \"train\", \"baseModel\": \"accounts/fireworks/models/qwen9-8b\", \"loraRank\": 8}")
                .then()
                .statusCode(200)
                .body("maxContextLength", equalTo(65536));
    }

    @Test
    void theFileHasTheLastWord() {
        request().get("/v1/accounts/fireworks/models/qwen3-8b").then().body("displayName", equalTo("Told anew"));
        datasets.create("train", ROW.repeat(3));
        refused(
                jobs.post(Json.object("dataset", "train", "baseModel", QWEN)),
                Code.INVALID_ARGUMENT,
                "model is retired");
    }

    @Test
    void whatTheFileDoesNotSayOfTheEmulatorStays() {
        datasets.create("train", ROW.repeat(3));
        refused(
                jobs.post(
                        "{\"dataset\": \"train\", \"baseModel\": \"accounts/fireworks/models/qwen3-1p7b\", \"loraRank\": 8}"),
                Code.INVALID_ARGUMENT,
                "model is not supported for fine-tuning");
    }

    @Test
    void theOthersAreStillThere() {
        request().get("/v1/accounts/fireworks/models/qwen3-14b").then().statusCode(200);
    }
}
