package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.node.ObjectNode;

/** The strictest level refuses what the live service refuses. */
@Verified(DOCUMENTED)
@TestPropertySource(properties = "emulator.validation=service")
class ServiceLevelTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);

    @BeforeEach
    void aDataset() {
        datasets.create("d", ROW.repeat(3));
    }

    @Test
    @Verified(INFERRED)
    void theDatasetMustBeThereAndReady() {
        refused(
                jobs.post("{\"dataset\": \"none\", \"baseModel\": \"accounts/fireworks/models/qwen3-8b\"}"),
                Code.NOT_FOUND,
                "dataset accounts/" + account + "/datasets/none not found");
        datasets.createEmpty("empty");
        refused(
                jobs.post("{\"dataset\": \"empty\", \"baseModel\": \"accounts/fireworks/models/qwen3-8b\"}"),
                Code.FAILED_PRECONDITION,
                "dataset accounts/" + account + "/datasets/empty is not ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"userUploaded\": {}}", "{\"exampleCount\": \"0\"}"})
    @Verified(OBSERVED)
    void anUploadedDatasetNeedsToBeCounted(String dataset) {
        refused(
                datasets.post("uncounted", Json.read(dataset)),
                Code.INVALID_ARGUMENT,
                "error validating dataset: example_count is required for uploaded datasets");
    }

    @Test
    void aGoodJobIsAccepted() {
        create(
                        "loraRank",
                        8,
                        "outputModel",
                        "accounts/" + account + "/models/m",
                        "usePurpose",
                        "pilot",
                        "wandbConfig",
                        Json.object("enabled", true, "entity", "me"))
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(OBSERVED)
    void wandbWithoutAnEntityIsRefused() {
        refused(
                        create("wandbConfig", Json.object("enabled", true, "project", "p")),
                        Code.INVALID_ARGUMENT,
                        "wandb entity is required when wandb is enabled")
                .body("details[0].fieldViolations.field", contains("wandb_config.entity"));
        create("wandbConfig", Json.object("project", "p")).then().statusCode(200);
    }

    @Test
    @Verified(OBSERVED)
    void aBareOutputModelIsRefused() {
        refused(
                create("outputModel", "bare"),
                Code.INVALID_ARGUMENT,
                "output_model must be accounts/{account}/models/{model}");
    }

    @Test
    void aJobNeedsSomethingToStartFrom() {
        refused(
                jobs.post("{\"dataset\": \"d\"}"),
                Code.INVALID_ARGUMENT,
                "one of base_model or warm_start_from must be specified");
    }

    @ParameterizedTest
    @CsvSource({"3", "24", "65", "128", "2147483647"})
    void aRankThatIsNoPowerOfTwoUpTo64IsRefused(int rank) {
        refused(create("loraRank", rank), Code.INVALID_ARGUMENT, "lora_rank must be a power of two up to 64");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 16, 32, 64})
    void anyOtherRankIsAccepted(int rank) {
        create("loraRank", rank).then().statusCode(200);
    }

    @Test
    void fieldsOfTheOldBackendAreRefused() {
        refused(
                create("mtpEnabled", true),
                Code.INVALID_ARGUMENT,
                "mtp_enabled is deprecated and not supported by Training V2");
    }

    @Test
    void azureTakesASecretOrAnIdentityAndNotBoth() {
        refused(
                        create(
                                "azureBlobStorageConfig",
                                Json.object("credentialsSecret", "s", "managedIdentityClientId", "i")),
                        Code.INVALID_ARGUMENT,
                        "managed_identity_client_id and credentials_secret are mutually exclusive")
                .body(
                        "details[0].fieldViolations.field",
                        contains("azure_blob_storage_config.managed_identity_client_id"));
    }

    @Test
    void anIdMustNotStartWithADigit() {
        refused(jobs.post("7b", good()), Code.INVALID_ARGUMENT, "invalid id \"7b\": must not start with a digit");
    }

    @Test
    @Verified(INFERRED)
    void whatTheLevelsBelowRefuseIsRefusedToo() {
        refused(jobs.post("""
                                {"epochs": -1, "outputModel": "bad/name", "usePurpose": "other",
                                 "wandbConfig": {"enabled": true}}"""), Code.INVALID_ARGUMENT, "dataset is required")
                .body(
                        "details[0].fieldViolations.field",
                        contains(
                                "dataset",
                                "output_model",
                                "output_model",
                                "epochs",
                                "use_purpose",
                                "base_model",
                                "wandb_config.entity"))
                .body("details[0].fieldViolations[1].description", containsString("accounts/{account}/models/{model}"))
                .body("code", equalTo(3));
    }

    @Test
    @Verified(DOCUMENTED)
    void theModelOfAJobIsNamedByTheRulesOfAnyOtherModel() {
        datasets.create("train", ROW.repeat(3));
        var body = jobs.smallest().put("loraRank", 8).put("outputModel", "accounts/" + account + "/models/9lives");
        var refusal = "invalid id \"9lives\": must not start with a digit";
        refused(jobs.post(body), Code.INVALID_ARGUMENT, refusal);
        refused(
                request("{\"modelId\": \"9lives\", \"model\": {}}").post("/v1/accounts/" + account + "/models"),
                Code.INVALID_ARGUMENT,
                refusal);
    }

    @Test
    @Verified(DOCUMENTED)
    void theModelOfAJobWithoutAnyNameIsNamedByTheRulesAsWell() {
        datasets.create("train", ROW.repeat(3));
        var body = jobs.smallest().put("loraRank", 8);
        for (int i = 0; i < 20; i++) {
            jobs.post(body)
                    .then()
                    .statusCode(200)
                    .body("name", matchesPattern(".*/supervisedFineTuningJobs/[a-f][0-9a-f]{7}-[0-9a-f]{4}-4.*"))
                    .body("outputModel", matchesPattern("accounts/" + account + "/models/[a-f].*"));
        }
    }

    private Response create(Object... fields) {
        return jobs.post(Json.with(good(), fields));
    }

    private static ObjectNode good() {
        return Json.object("dataset", "d", "baseModel", QWEN);
    }
}
