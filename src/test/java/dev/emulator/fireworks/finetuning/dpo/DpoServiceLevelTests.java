package dev.emulator.fireworks.finetuning.dpo;

import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.matchesPattern;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.util.List;
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
class DpoServiceLevelTests extends DpoStory {

    @BeforeEach
    void aDataset() {
        datasets.create("d", PAIR.repeat(100));
    }

    @Test
    void aGoodJobIsAccepted() {
        var job = job("loraRank", 8, "outputModel", name("models", "m"));
        jobs.post(Json.with(job, "lossConfig", Json.object("method", "DPO", "dpo", Json.object("beta", 0.1))))
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void theDatasetMustBeThereAndReady() {
        refused(
                jobs.post(Json.object("dataset", "none", "trainingConfig", Json.object("baseModel", QWEN))),
                Code.NOT_FOUND,
                "dataset " + name("datasets", "none") + " not found");
        datasets.createEmpty("empty");
        refused(
                jobs.post(Json.object("dataset", "empty", "trainingConfig", Json.object("baseModel", QWEN))),
                Code.FAILED_PRECONDITION,
                "dataset " + name("datasets", "empty") + " is not ready");
    }

    @Test
    void aJobNeedsSomethingToStartFrom() {
        for (var job : List.of(
                Json.object("dataset", "d"), Json.object("dataset", "d", "trainingConfig", Json.object("epochs", 1)))) {
            refused(jobs.post(job), Code.INVALID_ARGUMENT, "one of base_model or warm_start_from must be specified")
                    .body("details[0].fieldViolations.field", contains("training_config.base_model"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "outputModel | \"bare\" | output_model | output_model must be accounts/{account}/models/{model}",
                "loraRank | 24 | lora_rank | lora_rank must be a power of two up to 64",
                "jinjaTemplate | \"{{ x }}\" | jinja_template | jinja_template is deprecated and not supported by Training V2",
                "batchSize | 32768 | batch_size | batch_size is deprecated and not supported by Training V2",
                "maxContextLength | 1000 | max_context_length | max_context_length 1000 must be divisible by 16",
                "epochs | 30001 | epochs | the number of examples times epochs must not be greater than 3000000, but is 3000100",
            })
    void settingsAreCheckedAsThoseOfASupervisedJob(String setting, String value, String field, String message) {
        refused(create(setting, Json.read(value)), Code.INVALID_ARGUMENT, message)
                .body("details[0].fieldViolations.field", contains("training_config." + field));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 100})
    void betaIsLessThanAHalf(double beta) {
        refused(
                        jobs.post(Json.with(
                                job("loraRank", 8), "lossConfig", Json.object("dpo", Json.object("beta", beta)))),
                        Code.INVALID_ARGUMENT,
                        "beta must be greater than 0 and less than 0.5")
                .body("details[0].fieldViolations.field", contains("loss_config.dpo.beta"));
    }

    @Test
    @Verified(OBSERVED)
    void wandbWithoutAnEntityIsRefused() {
        refused(
                jobs.post(Json.with(job("loraRank", 8), "wandbConfig", Json.object("enabled", true))),
                Code.INVALID_ARGUMENT,
                "wandb entity is required when wandb is enabled");
    }

    @Test
    @Verified(OBSERVED)
    void aModelThatCannotBeTunedIsRefused() {
        refused(
                        jobs.post(Json.object(
                                "dataset",
                                "d",
                                "trainingConfig",
                                Json.object("loraRank", 8, "baseModel", "accounts/fireworks/models/gpt-oss-120b"))),
                        Code.INVALID_ARGUMENT,
                        "model is not supported for fine-tuning")
                .body("details[0].fieldViolations.field", contains("training_config.base_model"));
    }

    @Test
    @Verified(INFERRED)
    void anOutputModelMustBeNewAndOfTheAccount() {
        create("loraRank", 8, "outputModel", name("models", "tuned"));
        time.passes(UNTIL_COMPLETED);
        refused(
                create("loraRank", 8, "outputModel", name("models", "tuned")),
                Code.ALREADY_EXISTS,
                "resource " + name("models", "tuned") + " already exists");
        refused(
                        create("outputModel", "accounts/other/models/tuned"),
                        Code.INVALID_ARGUMENT,
                        "output_model must be in account " + account)
                .body("details[0].fieldViolations.field", contains("training_config.output_model"));
    }

    @Test
    void anIdMustNotStartWithADigit() {
        refused(
                jobs.post("7b", Json.object("dataset", "d", "trainingConfig", Json.object("baseModel", QWEN))),
                Code.INVALID_ARGUMENT,
                "invalid id \"7b\": must not start with a digit");
        create("loraRank", 8)
                .then()
                .statusCode(200)
                .body("name", matchesPattern(".*/dpoJobs/[a-f][0-9a-f]{7}-[0-9a-f]{4}-4.*"));
    }

    private Response create(Object... settings) {
        return jobs.post(job(settings));
    }

    /** Returns a job on dataset {@code d} with settings in {@code trainingConfig}. */
    private static ObjectNode job(Object... settings) {
        return Json.object("dataset", "d", "trainingConfig", Json.with(Json.object("baseModel", QWEN), settings));
    }
}
