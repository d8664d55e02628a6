package dev.emulator.fireworks.finetuning.dpo;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.matchesPattern;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.context.TestPropertySource;

/** The strictest level: what the live service is documented or was seen to refuse is refused. */
@Verified(DOCUMENTED)
@TestPropertySource(properties = "emulator.validation=service")
class DpoServiceLevelTests extends DpoStory {

    @BeforeEach
    void aDataset() {
        aDataset("d", PAIR.repeat(100));
    }

    @Test
    void aGoodJobIsAccepted() {
        create("""
                "loraRank": 8, "outputModel": "accounts/%s/models/m"}, "lossConfig": {"method": "DPO", "dpo": {"beta": 0.1}""".formatted(account) + '}').then().statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void theDatasetMustBeThereAndReady() {
        refused(
                request("{\"dataset\": \"none\", \"trainingConfig\": {\"baseModel\": \"%s\"}}".formatted(QWEN))
                        .post(jobs()),
                Code.NOT_FOUND,
                "dataset " + name("datasets", "none") + " not found");
        request("{\"datasetId\": \"empty\", \"dataset\": {\"exampleCount\": 3}}")
                .post(datasets());
        refused(
                request("{\"dataset\": \"empty\", \"trainingConfig\": {\"baseModel\": \"%s\"}}".formatted(QWEN))
                        .post(jobs()),
                Code.FAILED_PRECONDITION,
                "dataset " + name("datasets", "empty") + " is not ready");
    }

    @Test
    void aJobNeedsSomethingToStartFrom() {
        for (var config : new String[] {"", ", \"trainingConfig\": {\"epochs\": 1}"}) {
            refused(
                            request("{\"dataset\": \"d\"" + config + '}').post(jobs()),
                            Code.INVALID_ARGUMENT,
                            "one of base_model or warm_start_from must be specified")
                    .body("details[0].fieldViolations.field", contains("training_config.base_model"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "\"outputModel\": \"bare\" | output_model | output_model must be accounts/{account}/models/{model}",
                "\"loraRank\": 24 | lora_rank | lora_rank must be a power of two up to 64",
                "\"jinjaTemplate\": \"{{ x }}\" | jinja_template | jinja_template is deprecated and not supported by Training V2",
                "\"batchSize\": 32768 | batch_size | batch_size is deprecated and not supported by Training V2",
                "\"maxContextLength\": 1000 | max_context_length | max_context_length 1000 must be divisible by 16",
                "\"epochs\": 30001 | epochs | the number of examples times epochs must not be greater than 3000000, but is 3000100",
            })
    void settingsAreCheckedAsThoseOfASupervisedJob(String settings, String field, String message) {
        refused(create(settings + '}'), Code.INVALID_ARGUMENT, message)
                .body("details[0].fieldViolations.field", contains("training_config." + field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "0.9", "100"})
    void betaIsLessThanAHalf(String beta) {
        refused(
                        create("\"loraRank\": 8}, \"lossConfig\": {\"dpo\": {\"beta\": " + beta + "}}"),
                        Code.INVALID_ARGUMENT,
                        "beta must be greater than 0 and less than 0.5")
                .body("details[0].fieldViolations.field", contains("loss_config.dpo.beta"));
    }

    @Test
    @Verified(OBSERVED)
    void wandbWithoutAnEntityIsRefused() {
        refused(
                create("\"loraRank\": 8}, \"wandbConfig\": {\"enabled\": true}"),
                Code.INVALID_ARGUMENT,
                "wandb entity is required when wandb is enabled");
    }

    @Test
    @Verified(OBSERVED)
    void aModelThatCannotBeTunedIsRefused() {
        refused(
                        request("""
                                {"dataset": "d", "trainingConfig": {"loraRank": 8, "baseModel": "%s"}}""".formatted("accounts/fireworks/models/gpt-oss-120b"))
                                .post(jobs()),
                        Code.INVALID_ARGUMENT,
                        "model is not supported for fine-tuning")
                .body("details[0].fieldViolations.field", contains("training_config.base_model"));
    }

    @Test
    @Verified(INFERRED)
    void anOutputModelMustBeNewAndOnesOwn() {
        create("\"loraRank\": 8, \"outputModel\": \"%s\"}".formatted(name("models", "tuned")));
        time.passes(UNTIL_COMPLETED);
        refused(
                create("\"loraRank\": 8, \"outputModel\": \"%s\"}".formatted(name("models", "tuned"))),
                Code.ALREADY_EXISTS,
                "resource " + name("models", "tuned") + " already exists");
        refused(
                        create("\"outputModel\": \"accounts/other/models/tuned\"}"),
                        Code.INVALID_ARGUMENT,
                        "output_model must be in account " + account)
                .body("details[0].fieldViolations.field", contains("training_config.output_model"));
    }

    @Test
    void anIdMustNotStartWithADigit() {
        refused(
                request("{\"dataset\": \"d\", \"trainingConfig\": {\"baseModel\": \"%s\"}}".formatted(QWEN))
                        .post(jobs() + "?dpoJobId=7b"),
                Code.INVALID_ARGUMENT,
                "invalid id \"7b\": must not start with a digit");
        create("\"loraRank\": 8}")
                .then()
                .statusCode(200)
                .body("name", matchesPattern(".*/dpoJobs/[a-f][0-9a-f]{7}-[0-9a-f]{4}-4.*"));
    }

    /** @param rest of a job from its further settings on */
    private Response create(String rest) {
        return request("{\"dataset\": \"d\", \"trainingConfig\": {\"baseModel\": \"%s\", %s}".formatted(QWEN, rest))
                .post(jobs());
    }
}
