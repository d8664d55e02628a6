package dev.emulator.fireworks.finetuning.dpo;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Verified;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The default level refuses invalid jobs, but not jobs that only the live service might refuse. */
@Verified(INFERRED)
class DpoSchemaLevelTests extends DpoStory {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"outputModel\": \"a b\"} | output_model | output_model must be accounts/{account}/models/{model} or a model id",
                "{\"baseModel\": \"accounts/a/models/\"} | base_model | base_model must be accounts/{account}/models/{model} or a model id",
                "{\"warmStartFrom\": \"/\"} | warm_start_from | warm_start_from must be accounts/{account}/models/{model} or a model id",
                "{\"epochs\": -1} | epochs | epochs must not be negative",
                "{\"learningRate\": -0.1} | learning_rate | learning_rate must be greater than 0",
                "{\"maxContextLength\": -1} | max_context_length | max_context_length must not be negative",
                "{\"loraRank\": -8} | lora_rank | lora_rank must not be negative",
                "{\"loraRank\": 4097} | lora_rank | lora_rank must not be greater than 4096",
                "{\"batchSize\": -1} | batch_size | batch_size must not be negative",
                "{\"batchSizeSamples\": -1} | batch_size_samples | batch_size_samples must not be negative",
                "{\"gradientAccumulationSteps\": -1} | gradient_accumulation_steps | gradient_accumulation_steps must not be negative",
                "{\"learningRateWarmupSteps\": -1} | learning_rate_warmup_steps | learning_rate_warmup_steps must not be negative",
                "{\"optimizerWeightDecay\": -1} | optimizer_weight_decay | optimizer_weight_decay must not be negative",
                "{\"trainerShardingScheme\": {\"tensorParallelism\": -1}} | trainer_sharding_scheme.tensor_parallelism | tensor_parallelism must not be negative",
                "{\"loraAlpha\": -1} | lora_alpha | lora_alpha must not be negative",
                "{\"loraDropout\": 1.5} | lora_dropout | lora_dropout must be between 0 and 1",
                "{\"samplerCheckpointSaveIntervalSteps\": -1} | sampler_checkpoint_save_interval_steps | sampler_checkpoint_save_interval_steps must not be negative",
                "{\"baseModel\": \"b\", \"warmStartFrom\": \"w\"} | warm_start_from | only one of base_model or warm_start_from should be specified",
            })
    void settingsThatCannotMakeSenseAreRefused(String settings, String field, String message) {
        var job = Json.object("dataset", "d", "trainingConfig", Json.read(settings));
        refusedFor(job, "training_config." + field, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"displayName\": \"x\"} | dataset | dataset is required",
                "{\"dataset\": \"a/b\"} | dataset | dataset must be accounts/{account}/datasets/{dataset} or a dataset id",
                "{\"dataset\": \"d\", \"lossConfig\": {\"klBeta\": -1}} | loss_config.kl_beta | kl_beta must not be negative",
                "{\"dataset\": \"d\", \"lossConfig\": {\"dpo\": {\"beta\": -0.1}}} | loss_config.dpo.beta | beta must not be negative",
                "{\"dataset\": \"d\", \"lossConfig\": {\"dpo\": {\"refCacheConcurrency\": -1}}} | loss_config.dpo.ref_cache_concurrency | ref_cache_concurrency must not be negative",
                "{\"dataset\": \"d\", \"lossConfig\": {\"dpo\": {\"refCacheBatchSize\": -1}}} | loss_config.dpo.ref_cache_batch_size | ref_cache_batch_size must not be negative",
                "{\"dataset\": \"d\", \"lossConfig\": {\"orpo\": {\"lambda\": -1}}} | loss_config.orpo.lambda | lambda must not be negative",
            })
    void whatCannotMakeSenseIsRefused(String job, String field, String message) {
        refusedFor(Json.read(job), field, message);
    }

    private void refusedFor(JsonNode job, String field, String message) {
        refused(jobs.post(job), Code.INVALID_ARGUMENT, message)
                .body("details", hasSize(1))
                .body("details[0].fieldViolations", hasSize(1))
                .body("details[0].fieldViolations[0].field", equalTo(field))
                .body("details[0].fieldViolations[0].description", equalTo(message));
    }

    @Test
    void allErrorsAreReportedTogether() {
        refused(jobs.post("""
                        {"lossConfig": {"klBeta": -1}, "trainingConfig": {"epochs": -1, "baseModel": "b", "warmStartFrom": "w"}}"""), Code.INVALID_ARGUMENT, "dataset is required")
                .body(
                        "details[0].fieldViolations.field",
                        contains(
                                "dataset",
                                "training_config.epochs",
                                "loss_config.kl_beta",
                                "training_config.warm_start_from"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"trainingConfig\": {\"outputModel\": \"bare\"}}",
                "{\"trainingConfig\": {\"loraRank\": 3}}",
                "{\"trainingConfig\": {\"batchSize\": 1}}",
                "{\"trainingConfig\": {}}",
                "{\"trainingConfig\": null, \"lossConfig\": null}",
                "{\"lossConfig\": {\"method\": \"GRPO\"}}",
                "{\"lossConfig\": {\"method\": 3, \"dpo\": {\"beta\": 0.9}}}",
                "{\"wandbConfig\": {\"enabled\": true}}",
            })
    void whatOnlyTheLiveServiceMightMindIsAccepted(String fields) {
        jobs.post(Json.object("dataset", "d").setAll(Json.readObject(fields)))
                .then()
                .statusCode(200);
    }

    @Test
    @Verified(DOCUMENTED)
    void theLossHasNoOtherMethods() {
        refused(
                jobs.post("{\"dataset\": \"d\", \"lossConfig\": {\"method\": \"PPO\"}}"),
                Code.INVALID_ARGUMENT,
                "proto: (line 1:43): invalid value for enum field method: \"PPO\"");
    }
}
