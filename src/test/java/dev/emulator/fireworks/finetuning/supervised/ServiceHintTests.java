package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.Story;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default level accepts what the live service would refuse, and says so in a hint. */
class ServiceHintTests extends Story {

    private static final String HINT = "X-Emulator-Hint";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "{\"dataset\": \"nope\", \"baseModel\": \"QWEN\"} | dataset accounts/ACCOUNT/datasets/nope not found",
                "{\"dataset\": \"train\", \"baseModel\": \"qwen3-8b\"} | model accounts/ACCOUNT/models/qwen3-8b not found",
                "{\"dataset\": \"train\"} | one of base_model or warm_start_from must be specified",
                "{\"dataset\": \"train\", \"baseModel\": \"QWEN\", \"loraRank\": 3} | lora_rank must be a power of two up to 64",
                "{\"dataset\": \"train\", \"baseModel\": \"QWEN\", \"loraRank\": 8, \"usePurpose\": \"x\"} | use_purpose must be empty or pilot",
                "{\"dataset\": \"train\", \"baseModel\": \"QWEN\", \"loraRank\": 8, \"outputModel\": \"accounts/ACCOUNT/models/taken\"} | resource accounts/ACCOUNT/models/taken already exists",
            })
    void aJobThatTheServiceWouldRefuseIsTakenWithTheReasonBesideIt(String job, String reason) {
        datasets.create("train", ROW.repeat(3));
        models.post("{\"modelId\": \"taken\", \"model\": {}}").then().statusCode(200);
        var answer = jobs.post(named(job));
        answer.then().statusCode(200).body("state", equalTo("JOB_STATE_CREATING"));
        hinted(answer, named(reason));
    }

    @Test
    void aJobThatTheServiceWouldAcceptHasNoHint() {
        datasets.create("train", ROW.repeat(3));
        jobs.post(
                        named(
                                "{\"dataset\": \"train\", \"baseModel\": \"QWEN\", \"loraRank\": 8, \"outputModel\": \"accounts/ACCOUNT/models/free\"}"))
                .then()
                .statusCode(200)
                .header(HINT, nullValue());
    }

    @Test
    void datasetsAndModelsAreNoDifferent() {
        hinted(
                datasets.post("{\"datasetId\": \"d\", \"dataset\": {\"userUploaded\": {}}}"),
                "error validating dataset: example_count is required for uploaded datasets");
        hinted(
                models.post("{\"modelId\": \"m\", \"model\": {\"kind\": \"HF_BASE_MODEL\"}}"),
                "base_model_details is required if kind is HF_BASE_MODEL");
        hinted(
                models.post(
                        "{\"modelId\": \"n\", \"model\": {\"peftDetails\": {\"baseModel\": \"b\", \"r\": 2, \"targetModules\": [\"q\"]}}}"),
                "r must be between 4 and 64");
    }

    @Test
    void aRefusalOfThisLevelStaysAsItIs() {
        var answer = jobs.post("{\"dataset\": \"train\", \"epochs\": -1}");
        refused(answer, Code.INVALID_ARGUMENT, "epochs must not be negative");
        assertThat(answer.header(HINT)).isNull();
    }

    private String named(String text) {
        return text.replace("ACCOUNT", account).replace("QWEN", QWEN);
    }

    private static void hinted(Response answer, String reason) {
        answer.then().statusCode(200).header(HINT, equalTo("level service would refuse this: " + reason));
    }
}
