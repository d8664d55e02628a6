package dev.emulator.fireworks.finetuning.dpo;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The inputs, metrics and output model of DPO jobs. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class DpoTrainingTests extends DpoStory {

    @Test
    void aCompletedJobMakesAnAdapter() {
        datasets.create("train", PAIR.repeat(3));
        var id = jobs.createWith("outputModel", "tuned", "loraRank", 16);
        refused(models.get("tuned"), Code.NOT_FOUND, "resource not found");
        time.passes(UNTIL_COMPLETED);
        var job = jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_COMPLETED"))
                .body("status.code", equalTo("OK"))
                .extract()
                .jsonPath();
        models.get("tuned")
                .then()
                .statusCode(200)
                .body("kind", equalTo("HF_PEFT_ADDON"))
                .body("state", equalTo("READY"))
                .body("fineTuningJob", equalTo(name("dpoJobs", id)))
                .body("peftDetails.baseModel", equalTo(QWEN))
                .body("peftDetails.r", equalTo(16))
                .body("createTime", equalTo(job.getString("completedTime")));
        assertThat(models.downloads("tuned")).containsOnlyKeys("adapter_config.json", "adapter_model.safetensors");
    }

    @Test
    void metricsHaveNoAddressBeforeTheFirstStep() {
        datasets.create("train", PAIR.repeat(64));
        var id = jobs.createWith("epochs", 2);
        assertThat(jobs.metricsUrl(id)).isEmpty();
        time.passes(Duration.ofSeconds(1));
        assertThat(jobs.metricsUrl(id)).isEmpty();
        time.passes(Duration.ofMillis(2500));
        assertThat(metrics(id)).hasSize(16);
        time.passes(Duration.ofDays(1));
        assertThat(metrics(id)).hasSize(32);
    }

    @Test
    @Verified(INFERRED)
    void metricsShowHowThePreferencesAreLearnt() {
        datasets.create("train", PAIR.repeat(64));
        var id = jobs.createWith("epochs", 2, "loraRank", 8);
        time.passes(UNTIL_COMPLETED);
        var lines = metrics(id);
        assertThat(lines.get(0).propertyNames())
                .containsExactly(
                        "step",
                        "train/step",
                        "train/dpo_loss",
                        "train/loss",
                        "train/margin",
                        "train/accuracy",
                        "train/epoch",
                        "train/total_tokens");
        assertThat(lines.get(0).path("train/loss").asDouble()).isCloseTo(Math.log(2), within(0.15));
        assertThat(lines.get(31).path("train/loss").asDouble()).isLessThan(0.45);
        assertThat(lines.get(31).path("train/margin").asDouble()).isGreaterThan(0.5);
        assertThat(lines.get(31).path("train/accuracy").asDouble()).isBetween(0.7, 1.0);
        assertThat(lines).extracting(line -> line.path("train/epoch").asInt()).contains(1, 2);
    }

    @Test
    void orpoIsAnotherLossOfTheSameJob() {
        datasets.create("train", PAIR.repeat(8));
        var loss = Json.object("method", "ORPO", "orpo", Json.object("lambda", 0.1));
        var id = jobs.create(Json.object(
                "dataset",
                "train",
                "trainingConfig",
                Json.object("baseModel", QWEN, "loraRank", 8),
                "lossConfig",
                loss));
        time.passes(UNTIL_COMPLETED);
        assertThat(metrics(id))
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line.propertyNames()).contains("train/orpo_loss", "train/log_odds_ratio"));
    }

    @Test
    void aBatchIsOfFourPairsWhereItIsLeftOpen() {
        datasets.create("train", PAIR.repeat(10));
        var usual = jobs.createWith("outputModel", "usual");
        var one = jobs.createWith("outputModel", "one", "batchSizeSamples", 1);
        time.passes(UNTIL_COMPLETED);
        assertThat(metrics(usual)).hasSize(3);
        assertThat(metrics(one)).hasSize(10);
    }

    @Test
    @Verified(INFERRED)
    void theWordsAndTheAnswersOfAPairAreTokens() {
        datasets.create("train", PAIR.repeat(10));
        var id = jobs.createWith("loraRank", 8);
        time.passes(UNTIL_COMPLETED);
        var tokens = json(datasets.get("train")).path("estimatedTokenCount").asInt();
        assertThat(tokens).isEqualTo(180);
        assertThat(metrics(id).get(2).path("train/total_tokens").asInt()).isEqualTo(tokens);
    }

    @Test
    @Verified(INFERRED)
    void aJobOnConversationsIsTakenAndFailsBeforeItRuns() {
        datasets.create("train", ROW.repeat(3));
        var id = jobs.createWith("loraRank", 8);
        jobs.get(id).then().body("state", equalTo("JOB_STATE_CREATING"));
        assertThat(endOf(id))
                .isEqualTo(
                        "JOB_STATE_FAILED, INVALID_ARGUMENT: Dataset has a syntax error: preference dataset validation"
                                + " failed on data.jsonl:0: input.messages must be a non-empty array");
        assertThat(jobs.metricsUrl(id)).isEmpty();
        models.get(id).then().statusCode(404);
    }

    @Test
    @Verified(INFERRED)
    void aJobOnABadPairFailsBeforeItRuns() {
        datasets.create("train", PAIR.repeat(2) + PAIR.replace("\"non_preferred_output\"", "\"rejected\""));
        assertThat(endOf(jobs.createWith("loraRank", 8)))
                .isEqualTo(
                        "JOB_STATE_FAILED, INVALID_ARGUMENT: Dataset has a syntax error: preference dataset validation"
                                + " failed on data.jsonl:2: non_preferred_output must have exactly one message");
    }

    @Test
    @Verified(INFERRED)
    void aJobWithNothingToTrainOnFails() {
        datasets.create("train", PAIR.replace("Hi!", "").repeat(3));
        assertThat(endOf(jobs.createWith("loraRank", 8)))
                .isEqualTo("JOB_STATE_FAILED, INVALID_ARGUMENT: No valid training examples after tokenization");
    }

    @Test
    @Verified(INFERRED)
    void anAdapterOfASupervisedJobIsTrainedFurtherFromAnOpenMind() {
        datasets.create("chats", ROW.repeat(320));
        datasets.create("train", PAIR.repeat(64));
        request(Json.object("dataset", "chats", "baseModel", QWEN, "loraRank", 8, "outputModel", "parent"))
                .post(jobs.url().replace("dpoJobs", "supervisedFineTuningJobs"))
                .then()
                .statusCode(200);
        time.passes(UNTIL_COMPLETED);
        var id = jobs.create("{\"dataset\": \"train\", \"trainingConfig\": {\"warmStartFrom\": \"parent\"}}");
        time.passes(UNTIL_COMPLETED);
        assertThat(metrics(id).get(0).path("train/loss").asDouble()).isCloseTo(Math.log(2), within(0.15));
        models.get(id).then().body("peftDetails.baseModel", equalTo(QWEN)).body("peftDetails.r", equalTo(8));
    }

    @Test
    void withWandbARunIsNamedAndNothingSent() {
        var id = jobs.create("""
                {"dataset": "d", "wandbConfig": {"enabled": true, "apiKey": "k", "entity": "me", "project": "p"}}""");
        jobs.get(id)
                .then()
                .body("wandbConfig.runId", equalTo(id))
                .body("wandbConfig.url", startsWith("https://wandb.ai/me/p/runs/"));
    }

    private String endOf(String id) {
        time.passes(UNTIL_COMPLETED);
        var end = jobs.get(id).jsonPath();
        return end.getString("state") + ", " + end.getString("status.code") + ": " + end.getString("status.message");
    }

    private List<JsonNode> metrics(String id) {
        return Storage.fetch(jobs.metricsUrl(id))
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(DpoTrainingTests::json)
                .toList();
    }
}
