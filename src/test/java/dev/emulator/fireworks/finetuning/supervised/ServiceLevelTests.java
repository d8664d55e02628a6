package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** The strictest level: what the live service is documented or was seen to refuse is refused. */
@Verified(DOCUMENTED)
@TestPropertySource(properties = "emulator.validation=service")
class ServiceLevelTests extends Story {

    private static final String GOOD = "\"dataset\": \"d\", \"baseModel\": \"accounts/fireworks/models/qwen3-8b\"";

    @BeforeEach
    void aDataset() {
        aDataset("d", ROW.repeat(3));
    }

    @Test
    @Verified(INFERRED)
    void theDatasetMustBeThereAndReady() {
        refused(
                request("{\"dataset\": \"none\", \"baseModel\": \"accounts/fireworks/models/qwen3-8b\"}")
                        .post(jobs()),
                Code.NOT_FOUND,
                "dataset accounts/" + account + "/datasets/none not found");
        request("{\"datasetId\": \"empty\", \"dataset\": {\"exampleCount\": 3}}")
                .post(datasets());
        refused(
                request("{\"dataset\": \"empty\", \"baseModel\": \"accounts/fireworks/models/qwen3-8b\"}")
                        .post(jobs()),
                Code.FAILED_PRECONDITION,
                "dataset accounts/" + account + "/datasets/empty is not ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"userUploaded\": {}}", "{\"exampleCount\": \"0\"}"})
    @Verified(OBSERVED)
    void anUploadedDatasetNeedsToBeCounted(String dataset) {
        refused(
                request("{\"datasetId\": \"uncounted\", \"dataset\": " + dataset + '}')
                        .post(datasets()),
                Code.INVALID_ARGUMENT,
                "error validating dataset: example_count is required for uploaded datasets");
    }

    @Test
    void aGoodJobIsAccepted() {
        request('{' + GOOD + ", \"loraRank\": 8, \"outputModel\": \"accounts/" + account
                        + "/models/m\", \"usePurpose\": \"pilot\","
                        + " \"wandbConfig\": {\"enabled\": true, \"entity\": \"me\"}}")
                .post(jobs())
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(OBSERVED)
    void wandbWithoutAnEntityIsRefused() {
        refused(
                        request('{' + GOOD + ", \"wandbConfig\": {\"enabled\": true, \"project\": \"p\"}}")
                                .post(jobs()),
                        Code.INVALID_ARGUMENT,
                        "wandb entity is required when wandb is enabled")
                .body("details[0].fieldViolations.field", contains("wandb_config.entity"));
        request('{' + GOOD + ", \"wandbConfig\": {\"project\": \"p\"}}")
                .post(jobs())
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(OBSERVED)
    void aBareOutputModelIsRefused() {
        refused(
                request('{' + GOOD + ", \"outputModel\": \"bare\"}").post(jobs()),
                Code.INVALID_ARGUMENT,
                "output_model must be accounts/{account}/models/{model}");
    }

    @Test
    void aJobNeedsSomethingToStartFrom() {
        refused(
                request("{\"dataset\": \"d\"}").post(jobs()),
                Code.INVALID_ARGUMENT,
                "one of base_model or warm_start_from must be specified");
    }

    @ParameterizedTest
    @CsvSource({"3", "24", "65", "128", "2147483647"})
    void aRankThatIsNoPowerOfTwoUpTo64IsRefused(int rank) {
        refused(
                request('{' + GOOD + ", \"loraRank\": " + rank + '}').post(jobs()),
                Code.INVALID_ARGUMENT,
                "lora_rank must be a power of two up to 64");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 8, 16, 32, 64})
    void anyOtherRankIsAccepted(int rank) {
        request('{' + GOOD + ", \"loraRank\": " + rank + '}')
                .post(jobs())
                .then()
                .statusCode(200);
    }

    @Test
    void fieldsOfTheOldBackendAreRefused() {
        refused(
                request('{' + GOOD + ", \"mtpEnabled\": true}").post(jobs()),
                Code.INVALID_ARGUMENT,
                "mtp_enabled is deprecated and not supported by Training V2");
    }

    @Test
    void azureTakesASecretOrAnIdentityAndNotBoth() {
        refused(
                        request('{' + GOOD + ", \"azureBlobStorageConfig\":"
                                        + " {\"credentialsSecret\": \"s\", \"managedIdentityClientId\": \"i\"}}")
                                .post(jobs()),
                        Code.INVALID_ARGUMENT,
                        "managed_identity_client_id and credentials_secret are mutually exclusive")
                .body(
                        "details[0].fieldViolations.field",
                        contains("azure_blob_storage_config.managed_identity_client_id"));
    }

    @Test
    void anIdMustNotStartWithADigit() {
        refused(
                request('{' + GOOD + '}').post(jobs() + "?supervisedFineTuningJobId=7b"),
                Code.INVALID_ARGUMENT,
                "invalid id \"7b\": must not start with a digit");
    }

    @Test
    @Verified(INFERRED)
    void whatTheLevelsBelowRefuseIsRefusedToo() {
        refused(request("""
                                {"epochs": -1, "outputModel": "bad/name", "usePurpose": "other",
                                 "wandbConfig": {"enabled": true}}""").post(jobs()), Code.INVALID_ARGUMENT, "dataset is required")
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
        aDataset("train", ROW.repeat(3));
        var body = """
                {"dataset": "%s", "baseModel": "%s", "loraRank": 8, "outputModel": "accounts/%s/models/9lives"}""".formatted("accounts/" + account + "/datasets/train", QWEN, account);
        var refusal = "invalid id \"9lives\": must not start with a digit";
        refused(request(body).post(jobs()), Code.INVALID_ARGUMENT, refusal);
        refused(
                request("{\"modelId\": \"9lives\", \"model\": {}}").post("/v1/accounts/" + account + "/models"),
                Code.INVALID_ARGUMENT,
                refusal);
    }

    @Test
    @Verified(DOCUMENTED)
    void theModelOfAJobWithoutAnyNameIsNamedByTheRulesAsWell() {
        aDataset("train", ROW.repeat(3));
        var body = "{\"dataset\": \"%s\", \"baseModel\": \"%s\", \"loraRank\": 8}"
                .formatted("accounts/" + account + "/datasets/train", QWEN);
        for (int i = 0; i < 20; i++) {
            request(body)
                    .post(jobs())
                    .then()
                    .statusCode(200)
                    .body("name", matchesPattern(".*/supervisedFineTuningJobs/[a-f][0-9a-f]{7}-[0-9a-f]{4}-4.*"))
                    .body("outputModel", matchesPattern("accounts/" + account + "/models/[a-f].*"));
        }
    }
}
