package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;

/** The strictest level checks the resources that a job refers to, with the error messages of the live service. */
@Verified(OBSERVED)
@TestPropertySource(properties = "emulator.validation=service")
@AlsoOnPostgresql
class TrainingInputRulesTests extends Story {

    private static final String PUBLIC = "accounts/fireworks/models/";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);

    @BeforeEach
    void aDataset() {
        datasets.create("train", ROW.repeat(100));
    }

    @ParameterizedTest
    @CsvSource({
        "qwen2p5-7b-instruct, 8, model is not supported for fine-tuning",
        "qwen2p5-14b-instruct, 8, model is not supported for fine-tuning",
        "qwen3-1p7b, 8, model is not supported for fine-tuning",
        "qwen3-vl-8b-instruct, 8, model is not supported for fine-tuning",
        "llama-v3p2-3b-instruct, 8, model does not support tuning",
        "gpt-oss-120b, 8, model is not supported for fine-tuning",
        "muse-glimmer-30b, 0, model is not tunable for supervised full-parameter fine-tuning",
    })
    void aModelThatCannotBeTunedIsRefused(String model, int rank, String message) {
        refused(create(model, "loraRank", rank), Code.INVALID_ARGUMENT, message)
                .body("details[0].fieldViolations.field", contains("base_model"));
        jobs.list().then().body("totalSize", equalTo(0));
    }

    @ParameterizedTest
    @CsvSource({
        "llama-v3p1-8b-instruct",
        "qwen3-8b",
        "qwen3-14b",
        "qwen3-32b",
        "qwen3-4b-instruct-2507",
        "ministral-3-3b-instruct-2512",
        "muse-glimmer-30b",
        "nemotron-nano-3-30b-a3b",
        "qwen3p6-35b-a3b",
    })
    void aModelThatCanBeTunedIsAccepted(String model) {
        create(model, "loraRank", 8).then().statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void aModelMustBeThere() {
        refused(
                create("glimmer-30b", "loraRank", 8),
                Code.NOT_FOUND,
                "model accounts/fireworks/models/glimmer-30b not found");
        refused(
                jobs.post("{\"dataset\": \"train\", \"baseModel\": \"qwen3-8b\"}"),
                Code.NOT_FOUND,
                "model accounts/" + account + "/models/qwen3-8b not found");
    }

    @Test
    @Verified(INFERRED)
    void anEvaluationDatasetMustBeThereAndReady() {
        refused(
                create("qwen3-8b", "evaluationDataset", "none"),
                Code.NOT_FOUND,
                "dataset accounts/" + account + "/datasets/none not found");
        datasets.createEmpty("empty");
        refused(
                create("qwen3-8b", "evaluationDataset", "empty"),
                Code.FAILED_PRECONDITION,
                "dataset accounts/" + account + "/datasets/empty is not ready");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jinjaTemplate | \"{{ x }}\" | jinja_template",
                "batchSize | 32768 | batch_size",
                "gradientAccumulationSteps | 2 | gradient_accumulation_steps",
                "mtpEnabled | true | mtp_enabled",
                "mtpNumDraftTokens | 3 | mtp_num_draft_tokens",
                "mtpFreezeBaseModel | true | mtp_freeze_base_model",
            })
    @Verified(DOCUMENTED)
    void fieldsOfTheOlderBackendAreRefusedByTheNewer(String field, String value, String told) {
        refused(
                create("qwen3-8b", field, Json.read(value)),
                Code.INVALID_ARGUMENT,
                told + " is deprecated and not supported by Training V2");
    }

    @Test
    @Verified(DOCUMENTED)
    void theOlderBackendTakesThem() {
        create("llama-v3p1-70b-instruct", "loraRank", 8, "batchSize", 32768, "jinjaTemplate", "{{ x }}")
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(DOCUMENTED)
    void aContextIsMadeOfBlocksOfSixteen() {
        refused(
                create("qwen3-8b", "maxContextLength", 1000),
                Code.INVALID_ARGUMENT,
                "max_context_length 1000 must be divisible by 16");
        refused(
                create("glm-5p1", "loraRank", 8),
                Code.INVALID_ARGUMENT,
                "max_context_length 204785 must be divisible by 16");
        create("glm-5p1", "loraRank", 8, "maxContextLength", 65536).then().statusCode(200);
    }

    @Test
    @Verified(DOCUMENTED)
    void thereIsALimitToExamplesTimesEpochs() {
        create("qwen3-8b", "epochs", 30000).then().statusCode(200);
        refused(
                create("qwen3-8b", "epochs", 30001),
                Code.INVALID_ARGUMENT,
                "the number of examples times epochs must not be greater than 3000000, but is 3000100");
    }

    @Test
    @Verified(DOCUMENTED)
    void onlyAnAdapterCanBeTrainedFurtherAndOnlyAtItsRank() {
        create("qwen3-8b", "loraRank", 8, "outputModel", own("adapter"));
        create("qwen3-8b", "outputModel", own("whole"));
        time.passes(Duration.ofSeconds(6));

        warmStart("adapter", 0).then().statusCode(200).body("loraRank", equalTo(0));
        warmStart("adapter", 8).then().statusCode(200);
        refused(
                warmStart("adapter", 16),
                Code.INVALID_ARGUMENT,
                "lora_rank must be that of warm_start_from, which is 8");
        refused(warmStart("whole", 8), Code.INVALID_ARGUMENT, "warm_start_from must be a LoRA addon");
        refused(warmStart("none", 8), Code.NOT_FOUND, "model " + own("none") + " not found");
        models.post(
                        "unfinished",
                        Json.object(
                                "peftDetails",
                                Json.object("baseModel", QWEN, "r", 8, "targetModules", List.of("q_proj"))))
                .then()
                .statusCode(200);
        refused(warmStart("unfinished", 8), Code.FAILED_PRECONDITION, "model " + own("unfinished") + " is not ready");
    }

    @Test
    @Verified(INFERRED)
    void anOutputModelCanBeABaseModel() {
        create("qwen3-8b", "outputModel", own("whole"));
        time.passes(Duration.ofSeconds(6));
        jobs.post("{\"dataset\": \"train\", \"baseModel\": \"whole\", \"loraRank\": 8}")
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(INFERRED)
    void anOutputModelMustBeNewAndOfTheAccount() {
        create("qwen3-8b", "loraRank", 8, "outputModel", own("tuned"));
        time.passes(Duration.ofSeconds(6));
        refused(
                create("qwen3-8b", "loraRank", 8, "outputModel", own("tuned")),
                Code.ALREADY_EXISTS,
                "resource " + own("tuned") + " already exists");
        refused(
                create("qwen3-8b", "outputModel", "accounts/other/models/tuned"),
                Code.INVALID_ARGUMENT,
                "output_model must be in account " + account);
    }

    private Response create(String model, Object... settings) {
        return jobs.post(Json.with(Json.object("dataset", "train", "baseModel", PUBLIC + model), settings));
    }

    private Response warmStart(String model, int rank) {
        return jobs.post(Json.object("dataset", "train", "warmStartFrom", own(model), "loraRank", rank));
    }

    private String own(String model) {
        return "accounts/" + account + "/models/" + model;
    }
}
