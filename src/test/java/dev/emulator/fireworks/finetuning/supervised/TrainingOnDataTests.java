package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The content of a dataset determines the cost and the result of a job. */
@Verified(OBSERVED)
@AlsoOnPostgresql
class TrainingOnDataTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);

    @Test
    void aJobCostsWhatItsTokensCost() {
        datasets.create("train", ROW.repeat(1000)); // 12 tokens each
        var id = jobs.create(Json.object("dataset", name("train"), "baseModel", QWEN, "epochs", 3));
        jobs.get(id).then().body("estimatedCost.units", equalTo("0")).body("estimatedCost.nanos", equalTo(18_000_000));
        request("{\"dataset\": \"train\", \"baseModel\": \"accounts/fireworks/models/qwen3-32b\"}")
                .post(jobs.url() + ":estimateCost")
                .then()
                .body("estimatedCost.units", equalTo("0"))
                .body("estimatedCost.nanos", equalTo(36_000_000));
    }

    @Test
    void aJobOnGoodDataCompletes() {
        datasets.create("train", ROW.repeat(3));
        var id = jobs.create(Json.object("dataset", "train", "baseModel", QWEN));
        time.passes(Duration.ofSeconds(6));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    void aJobOnABadRowIsTakenAndFailsBeforeItRuns() {
        datasets.create(
                "train",
                ROW
                        + "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}, {\"role\": \"bananas\", \"content\": \"y\"}]}\n"
                        + ROW);
        var id = jobs.create(Json.object("dataset", name("train"), "baseModel", QWEN));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_CREATING"));
        time.passes(Duration.ofSeconds(1));
        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_FAILED"))
                .body("status.code", equalTo("INVALID_ARGUMENT"))
                .body(
                        "status.message",
                        equalTo(
                                "Dataset has a syntax error: chat dataset validation failed on data.jsonl:1: invalid role"
                                        + " bananas in message 1, must be 'system', 'user', 'assistant' or 'tool'"))
                .body("jobProgress", nullValue());
        time.passes(Duration.ofDays(1));
        jobs.get(id).then().body("state", equalTo("JOB_STATE_FAILED"));
    }

    @Test
    void aJobWithNothingToTrainOnFails() {
        datasets.create("train", ROW.replace("Hi!", "").repeat(3));
        var id = jobs.create(Json.object("dataset", "train", "baseModel", QWEN));
        time.passes(Duration.ofSeconds(1));
        jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_FAILED"))
                .body("status.code", equalTo("INVALID_ARGUMENT"))
                .body("status.message", equalTo("No valid training examples after tokenization"));
    }

    @Test
    @Verified(INFERRED)
    void anotherAccountsDatasetIsNotSeen() {
        datasets.create("train", ROW.replace("Hi!", "").repeat(3));
        request(Json.object("dataset", name("train"), "baseModel", QWEN))
                .post(jobs.url().replace(account, account + "b") + "?supervisedFineTuningJobId=foreign")
                .then()
                .statusCode(200)
                .body("estimatedCost.nanos", equalTo(500_000_000));
    }

    private String name(String dataset) {
        return "accounts/" + account + "/datasets/" + dataset;
    }

    @Test
    @Verified(INFERRED)
    void rowsWithNullForWhatTheyDoNotHaveAreTrainedOn() {
        var row = """
                {"messages": [{"role": "user", "content": "a", "name": null, "weight": null, "tool_calls": null}, \
                {"role": "assistant", "content": "b", "weight": null}], "weight": null, "tools": null, "prompt": null}
                """;
        assertThat(endOfAJobOn(row.repeat(3))).isEqualTo("JOB_STATE_COMPLETED: ");
    }

    @Test
    @Verified(INFERRED)
    void aJobOnPreferencesFailsAtTheFirst() {
        var row = """
                {"input": {"messages": [{"role": "user", "content": "a"}]}, \
                "preferred_output": [{"role": "assistant", "content": "b"}], \
                "non_preferred_output": [{"role": "assistant", "content": "c"}]}
                """;
        assertThat(endOfAJobOn(row.repeat(3)))
                .isEqualTo("JOB_STATE_FAILED: Dataset has a syntax error: chat dataset validation failed on"
                        + " data.jsonl:0: messages must be a non-empty array");
    }

    @Test
    @Verified(INFERRED)
    void aJobOnRowsOfSeveralKindsFailsAtTheFirstOfAnotherKind() {
        assertThat(endOfAJobOn(ROW.repeat(3) + "{\"prompt\": \"a\", \"completion\": \"b\"}\n"))
                .isEqualTo("JOB_STATE_FAILED: Dataset has a syntax error: chat dataset validation failed on"
                        + " data.jsonl:3: messages must be a non-empty array");
    }

    private String endOfAJobOn(String rows) {
        datasets.create("train", rows);
        var id = jobs.create(Json.object("dataset", "train", "baseModel", QWEN));
        time.passes(Duration.ofSeconds(6));
        var end = jobs.get(id).jsonPath();
        return end.getString("state") + ": " + end.getString("status.message");
    }
}
