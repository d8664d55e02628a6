package dev.emulator.fireworks.finetuning.dpo;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A DPO job trains on preferences, tells how that goes, and leaves a model behind. */
@Verified(DOCUMENTED)
@AlsoOnPostgresql
class DpoTrainingTests extends DpoStory {

    @Test
    void aCompletedJobMakesAnAdapter() {
        aDataset("train", PAIR.repeat(3));
        var id = aJobWith("\"outputModel\": \"tuned\", \"loraRank\": 16");
        refused(request().get(model("tuned")), Code.NOT_FOUND, "resource not found");
        time.passes(UNTIL_COMPLETED);
        var job = request()
                .get(job(id))
                .then()
                .body("state", equalTo("JOB_STATE_COMPLETED"))
                .body("status.code", equalTo("OK"))
                .extract()
                .jsonPath();
        request()
                .get(model("tuned"))
                .then()
                .statusCode(200)
                .body("kind", equalTo("HF_PEFT_ADDON"))
                .body("state", equalTo("READY"))
                .body("fineTuningJob", equalTo(name("dpoJobs", id)))
                .body("peftDetails.baseModel", equalTo(QWEN))
                .body("peftDetails.r", equalTo(16))
                .body("createTime", equalTo(job.getString("completedTime")));
        assertThat(downloads(model("tuned"))).containsOnlyKeys("adapter_config.json", "adapter_model.safetensors");
    }

    @Test
    void metricsHaveNoAddressBeforeTheFirstStep() {
        aDataset("train", PAIR.repeat(64));
        var id = aJobWith("\"epochs\": 2");
        assertThat(metricsAddress(id)).isEmpty();
        time.passes(Duration.ofSeconds(1));
        assertThat(metricsAddress(id)).isEmpty();
        time.passes(Duration.ofMillis(2500));
        assertThat(metrics(id)).hasSize(16);
        time.passes(Duration.ofDays(1));
        assertThat(metrics(id)).hasSize(32);
    }

    @Test
    @Verified(INFERRED)
    void metricsTellHowThePreferencesAreLearnt() {
        aDataset("train", PAIR.repeat(64));
        var id = aJobWith("\"epochs\": 2, \"loraRank\": 8");
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
        aDataset("train", PAIR.repeat(8));
        var id = aJob("""
                {"dataset": "train", "trainingConfig": {"baseModel": "%s", "loraRank": 8}, \
                "lossConfig": {"method": "ORPO", "orpo": {"lambda": 0.1}}}""".formatted(QWEN));
        time.passes(UNTIL_COMPLETED);
        assertThat(metrics(id))
                .hasSize(2)
                .allSatisfy(
                        line -> assertThat(line.propertyNames()).contains("train/orpo_loss", "train/log_odds_ratio"));
    }

    @Test
    void aBatchIsOfFourPairsWhereItIsLeftOpen() {
        aDataset("train", PAIR.repeat(10));
        var usual = aJobWith("\"outputModel\": \"usual\"");
        var one = aJobWith("\"outputModel\": \"one\", \"batchSizeSamples\": 1");
        time.passes(UNTIL_COMPLETED);
        assertThat(metrics(usual)).hasSize(3);
        assertThat(metrics(one)).hasSize(10);
    }

    @Test
    @Verified(INFERRED)
    void theWordsAndTheAnswersOfAPairAreTokens() {
        aDataset("train", PAIR.repeat(10));
        var id = aJobWith("\"loraRank\": 8");
        time.passes(UNTIL_COMPLETED);
        var tokens = json(request().get(dataset("train")))
                .path("estimatedTokenCount")
                .asInt();
        assertThat(tokens).isEqualTo(180);
        assertThat(metrics(id).get(2).path("train/total_tokens").asInt()).isEqualTo(tokens);
    }

    @Test
    @Verified(INFERRED)
    void aJobOnConversationsIsTakenAndFailsBeforeItRuns() {
        aDataset("train", ROW.repeat(3));
        var id = aJobWith("\"loraRank\": 8");
        request().get(job(id)).then().body("state", equalTo("JOB_STATE_CREATING"));
        assertThat(endOf(id))
                .isEqualTo(
                        "JOB_STATE_FAILED, INVALID_ARGUMENT: Dataset has a syntax error: preference dataset validation"
                                + " failed on data.jsonl:0: input.messages must be a non-empty array");
        assertThat(metricsAddress(id)).isEmpty();
        request().get(model(id)).then().statusCode(404);
    }

    @Test
    @Verified(INFERRED)
    void aJobOnABadPairFailsBeforeItRuns() {
        aDataset("train", PAIR.repeat(2) + PAIR.replace("\"non_preferred_output\"", "\"rejected\""));
        assertThat(endOf(aJobWith("\"loraRank\": 8")))
                .isEqualTo(
                        "JOB_STATE_FAILED, INVALID_ARGUMENT: Dataset has a syntax error: preference dataset validation"
                                + " failed on data.jsonl:2: non_preferred_output must have exactly one message");
    }

    @Test
    @Verified(INFERRED)
    void aJobWithNothingToTrainOnFails() {
        aDataset("train", PAIR.replace("Hi!", "").repeat(3));
        assertThat(endOf(aJobWith("\"loraRank\": 8")))
                .isEqualTo("JOB_STATE_FAILED, INVALID_ARGUMENT: No valid training examples after tokenization");
    }

    @Test
    @Verified(INFERRED)
    void anAdapterOfASupervisedJobIsTrainedFurtherFromAnOpenMind() {
        aDataset("chats", ROW.repeat(320));
        aDataset("train", PAIR.repeat(64));
        request("""
                {"dataset": "chats", "baseModel": "%s", "loraRank": 8, "outputModel": "parent"}""".formatted(QWEN))
                .post(jobs().replace("dpoJobs", "supervisedFineTuningJobs"))
                .then()
                .statusCode(200);
        time.passes(UNTIL_COMPLETED);
        var id = aJob("{\"dataset\": \"train\", \"trainingConfig\": {\"warmStartFrom\": \"parent\"}}");
        time.passes(UNTIL_COMPLETED);
        assertThat(metrics(id).get(0).path("train/loss").asDouble()).isCloseTo(Math.log(2), within(0.15));
        request()
                .get(model(id))
                .then()
                .body("peftDetails.baseModel", equalTo(QWEN))
                .body("peftDetails.r", equalTo(8));
    }

    @Test
    void withWandbARunIsNamedAndNothingSent() {
        var id = aJob("""
                {"dataset": "d", "wandbConfig": {"enabled": true, "apiKey": "k", "entity": "me", "project": "p"}}""");
        request()
                .get(job(id))
                .then()
                .body("wandbConfig.runId", equalTo(id))
                .body("wandbConfig.url", startsWith("https://wandb.ai/me/p/runs/"));
    }

    private String endOf(String id) {
        time.passes(UNTIL_COMPLETED);
        var end = request().get(job(id)).jsonPath();
        return end.getString("state") + ", " + end.getString("status.code") + ": " + end.getString("status.message");
    }

    private List<JsonNode> metrics(String id) {
        return Storage.fetch(metricsAddress(id))
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(DpoTrainingTests::json)
                .toList();
    }
}
