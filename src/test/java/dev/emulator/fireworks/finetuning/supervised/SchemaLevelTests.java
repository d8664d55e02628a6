package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The default level refuses invalid jobs, but not jobs that only the live service might refuse. */
@Verified(INFERRED)
class SchemaLevelTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"dataset\": \"a/b\"} | dataset | dataset must be accounts/{account}/datasets/{dataset} or a dataset id",
                "{\"dataset\": \"accounts/a/models/b\"} | dataset | dataset must be accounts/{account}/datasets/{dataset} or a dataset id",
                "{\"dataset\": \"d\", \"evaluationDataset\": \"UPPER\"} | evaluation_dataset | evaluation_dataset must be accounts/{account}/datasets/{dataset} or a dataset id",
                "{\"dataset\": \"d\", \"outputModel\": \"a b\"} | output_model | output_model must be accounts/{account}/models/{model} or a model id",
                "{\"dataset\": \"d\", \"baseModel\": \"accounts/a/models/\"} | base_model | base_model must be accounts/{account}/models/{model} or a model id",
                "{\"dataset\": \"d\", \"warmStartFrom\": \"/\"} | warm_start_from | warm_start_from must be accounts/{account}/models/{model} or a model id",
                "{\"dataset\": \"d\", \"epochs\": -1} | epochs | epochs must not be negative",
                "{\"dataset\": \"d\", \"learningRate\": -0.1} | learning_rate | learning_rate must be greater than 0",
                "{\"dataset\": \"d\", \"maxContextLength\": -1} | max_context_length | max_context_length must not be negative",
                "{\"dataset\": \"d\", \"loraRank\": -8} | lora_rank | lora_rank must not be negative",
                "{\"dataset\": \"d\", \"loraRank\": 2147483647} | lora_rank | lora_rank must not be greater than 4096",
                "{\"dataset\": \"d\", \"loraRank\": 4097} | lora_rank | lora_rank must not be greater than 4096",
                "{\"dataset\": \"d\", \"nodes\": -1} | nodes | nodes must not be negative",
                "{\"dataset\": \"d\", \"batchSize\": -1} | batch_size | batch_size must not be negative",
                "{\"dataset\": \"d\", \"batchSizeSamples\": -1} | batch_size_samples | batch_size_samples must not be negative",
                "{\"dataset\": \"d\", \"gradientAccumulationSteps\": -1} | gradient_accumulation_steps | gradient_accumulation_steps must not be negative",
                "{\"dataset\": \"d\", \"learningRateWarmupSteps\": -1} | learning_rate_warmup_steps | learning_rate_warmup_steps must not be negative",
                "{\"dataset\": \"d\", \"optimizerWeightDecay\": -1} | optimizer_weight_decay | optimizer_weight_decay must not be negative",
                "{\"dataset\": \"d\", \"mtpNumDraftTokens\": -1} | mtp_num_draft_tokens | mtp_num_draft_tokens must not be negative",
                "{\"dataset\": \"d\", \"lrScheduler\": {\"cosine\": {\"decayRatio\": 1.5}}} | lr_scheduler.cosine.decay_ratio | decay_ratio must be between 0 and 1",
                "{\"dataset\": \"d\", \"hiddenStatesGenConfig\": {\"inputLimit\": -1}} | hidden_states_gen_config.input_limit | input_limit must not be negative",
            })
    void whatCannotMakeSenseIsRefused(String job, String field, String message) {
        refused(jobs.post(job), Code.INVALID_ARGUMENT, message)
                .body("details", hasSize(1))
                .body("details[0].'@type'", equalTo("type.googleapis.com/google.rpc.BadRequest"))
                .body("details[0].fieldViolations", hasSize(1))
                .body("details[0].fieldViolations[0].field", equalTo(field))
                .body("details[0].fieldViolations[0].description", equalTo(message));
    }

    @Test
    @Verified(DOCUMENTED)
    void aJobStartsFromABaseOrFromAnAdapterAndNotFromBoth() {
        refused(
                jobs.post("{\"dataset\": \"d\", \"baseModel\": \"b\", \"warmStartFrom\": \"w\"}"),
                Code.INVALID_ARGUMENT,
                "only one of base_model or warm_start_from should be specified");
    }

    @Test
    @Verified(DOCUMENTED)
    void theDatasetIsRequired() {
        refused(jobs.post("{\"baseModel\": \"b\"}"), Code.INVALID_ARGUMENT, "dataset is required")
                .body("details[0].fieldViolations[0].field", equalTo("dataset"));
    }

    @Test
    void allErrorsAreReportedTogether() {
        refused(jobs.post("""
                                {"loraRank": -1, "epochs": -2, "baseModel": "b", "warmStartFrom": "w",
                                 "outputModel": "/"}"""), Code.INVALID_ARGUMENT, "dataset is required")
                .body("details", hasSize(1))
                .body(
                        "details[0].fieldViolations.field",
                        contains("dataset", "output_model", "epochs", "lora_rank", "warm_start_from"));
    }

    @Test
    void anEstimateIsCheckedLikeAJob() {
        refused(
                request("{\"dataset\": \"d\", \"epochs\": -1}").post(jobs.url() + ":estimateCost"),
                Code.INVALID_ARGUMENT,
                "epochs must not be negative");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"wandbConfig\": {\"enabled\": true}}",
                "{\"outputModel\": \"bare\"}",
                "{\"loraRank\": 3}",
                "{\"loraRank\": 4096}",
                "{\"mtpEnabled\": true}",
                "{\"usePurpose\": \"other\"}",
                "{\"epochs\": 2147483647}",
                "{\"learningRate\": 0}",
                "{\"batchSize\": 1}",
                "{\"earlyStop\": true}",
                "{\"baseModel\": \"\"}",
            })
    void whatOnlyTheLiveServiceMightMindIsAccepted(String fields) {
        jobs.post(Json.object("dataset", "d").setAll(Json.readObject(fields)))
                .then()
                .statusCode(200);
    }
}
