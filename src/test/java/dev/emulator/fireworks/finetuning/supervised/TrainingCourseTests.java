package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.model.Models;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The metrics and samples of running and finished jobs. */
@Verified(OBSERVED)
@AlsoOnPostgresql
class TrainingCourseTests extends Story {

    private static final Duration UNTIL_COMPLETED = Duration.ofSeconds(6);

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);
    private final Models models = new Models(api);

    @Test
    void metricsAppearWithTheFirstStepAndGrow() {
        datasets.create("train", ROW.repeat(200));
        var id = jobs.createWith("epochs", 3, "loraRank", 8);
        Storage.refusedInXml(Storage.fetch(address(id, "metricsFileSignedUrl")), 404, "NoSuchKey");
        time.passes(Duration.ofSeconds(1));
        Storage.refusedInXml(Storage.fetch(address(id, "metricsFileSignedUrl")), 404, "NoSuchKey");

        time.passes(Duration.ofMillis(2500));
        assertThat(metrics(id)).hasSize(10);
        time.passes(Duration.ofMillis(2500));
        var lines = metrics(id);
        assertThat(lines).hasSize(21);
        assertThat(lines.get(0).propertyNames())
                .containsExactly("step", "train/step", "train/loss", "train/lr", "train/total_tokens");
        assertThat(lines)
                .extracting(line -> line.path("step").asInt())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 21).boxed().toList());
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.path("train/lr").asDouble()).isEqualTo(1e-4));
        assertThat(lines.get(20).path("train/total_tokens").asInt()).isEqualTo(3 * 200 * 12);
        assertThat(lines.get(20).path("train/loss").asDouble())
                .isLessThan(lines.get(0).path("train/loss").asDouble() / 2);
    }

    @Test
    void aCompletedJobCountsWhatItTrainedOn() {
        datasets.create("train", ROW.repeat(200));
        var id = jobs.createWith("epochs", 3);
        time.passes(UNTIL_COMPLETED);
        jobs.get(id)
                .then()
                .body("jobProgress.percent", equalTo(100))
                .body("jobProgress.epoch", equalTo(2))
                .body("jobProgress.totalInputRequests", equalTo(200))
                .body("jobProgress.totalProcessedRequests", equalTo(200))
                .body("jobProgress.inputTokens", equalTo(3 * 200 * 12));
    }

    @Test
    void theNumberOfStepsIsThatOfTheLiveService() {
        datasets.create("train", ROW.repeat(460));
        var id = jobs.createWith("epochs", 2, "batchSizeSamples", 16);
        time.passes(UNTIL_COMPLETED);
        assertThat(metrics(id)).hasSize(58);
    }

    @Test
    @Verified(INFERRED)
    void theOlderBackendPacksTokens() {
        datasets.create("train", ROW.repeat(200)); // 2400 tokens
        var id = jobs.createWith("epochs", 2, "batchSize", 500);
        time.passes(UNTIL_COMPLETED);
        assertThat(metrics(id)).hasSize(10);
    }

    @Test
    @Verified(DOCUMENTED)
    void metricsIncludeTheEvaluation() {
        datasets.create("train", ROW.repeat(320));
        datasets.create("eval", ROW.repeat(5));
        for (var evaluation :
                List.of(Json.object("evaluationDataset", "eval"), Json.object("evalAutoCarveout", true))) {
            var id = jobs.create(evaluation.setAll(jobs.smallest().put("epochs", 2)));
            time.passes(UNTIL_COMPLETED);
            var evaluations =
                    metrics(id).stream().filter(line -> line.has("eval/loss")).toList();
            assertThat(evaluations)
                    .hasSize(4)
                    .allSatisfy(
                            line -> assertThat(Math.exp(line.path("eval/loss").asDouble()))
                                    .isCloseTo(line.path("eval/perplexity").asDouble(), within(0.001)));
        }
    }

    @Test
    @Verified(DOCUMENTED)
    void earlyStopEndsAtThePlateau() {
        datasets.create("train", ROW.repeat(100));
        var id = jobs.createWith("epochs", 40, "loraRank", 8, "earlyStop", true, "evalAutoCarveout", true);
        time.passes(UNTIL_COMPLETED);
        var stopped = jobs.get(id)
                .then()
                .body("state", equalTo("JOB_STATE_EARLY_STOPPED"))
                .body("status.code", equalTo("OK"))
                .extract()
                .jsonPath();
        assertThat(stopped.getInt("jobProgress.percent")).isBetween(5, 80);
        assertThat(metrics(id).stream().filter(line -> line.has("train/loss")))
                .hasSize(160 * stopped.getInt("jobProgress.percent") / 100);
        request().get("/v1/" + stopped.getString("outputModel")).then().statusCode(200);

        var context = jobs.createWith("epochs", 1, "loraRank", 8, "earlyStop", true, "evalAutoCarveout", true);
        time.passes(UNTIL_COMPLETED);
        jobs.get(context).then().body("state", equalTo("JOB_STATE_COMPLETED"));
    }

    @Test
    @Verified(DOCUMENTED)
    void aWarmStartGoesOnWhereItsParentEnded() {
        datasets.create("train", ROW.repeat(320));
        var parent = jobs.createWith("outputModel", "parent", "loraRank", 8);
        time.passes(UNTIL_COMPLETED);
        jobs.post("child", "{\"dataset\": \"train\", \"warmStartFrom\": \"parent\", \"outputModel\": \"child\"}")
                .then()
                .statusCode(200)
                .body("warmStartFrom", equalTo("accounts/" + account + "/models/parent"));
        time.passes(UNTIL_COMPLETED);

        var parentEnded = losses(parent).skip(9).findFirst().orElseThrow();
        var childLosses = losses("child").toArray();
        assertThat(childLosses[0]).isCloseTo(parentEnded, within(0.2 * parentEnded));
        assertThat(childLosses[9]).isLessThan(parentEnded);
        models.get("child").then().body("peftDetails.baseModel", equalTo(QWEN)).body("peftDetails.r", equalTo(8));
    }

    @Test
    void aCancelledJobKeepsTheMetricsOfItsSteps() {
        datasets.create("train", ROW.repeat(320));
        var id = jobs.createWith("epochs", 2);
        time.passes(Duration.ofMillis(3500));
        jobs.cancel(id).then().statusCode(200);
        time.passes(Duration.ofDays(1));
        assertThat(metrics(id)).hasSize(10);
    }

    @Test
    void renderedSamplesAppearWhenTheJobHasEnded() {
        var twoTurns = """
                {"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "1?"},
                 {"role": "assistant", "content": "One."}, {"role": "user", "content": "2?"}, {"role": "assistant", "content": "Two."}]}
                """.replace("\n ", " ");
        datasets.create("train", twoTurns + "\n" + ROW.repeat(40));
        var id = jobs.createWith("loraRank", 8);
        time.passes(Duration.ofSeconds(3));
        Storage.refusedInXml(Storage.fetch(address(id, "renderSamplesSignedUrl")), 404, "NoSuchKey");
        time.passes(Duration.ofSeconds(3));

        var datums = lines(Storage.fetch(address(id, "renderSamplesSignedUrl")).asString());
        assertThat(datums).hasSize(20);
        assertThat(datums.get(1).path("source_jsonl_row_index").asInt()).isZero();
        assertThat(datums.get(1).path("split_index").asInt()).isEqualTo(1);
        assertThat(datums.get(2).path("source_jsonl_line_number").asInt()).isEqualTo(3);
        assertThat(datums).allSatisfy(datum -> {
            assertThat(datum.path("train_on_what").asString()).isEqualTo("all_assistant_messages");
            assertThat(sum(datum.path("token_weights"))).isCloseTo(1, within(1e-6));
            assertThat(sum(datum.path("training_loss_weights"))).isCloseTo(1, within(1e-6));
            assertThat(datum.path("token_ids")).hasSameSizeAs(datum.path("decoded_tokens"));
            assertThat(datum.path("training_target_token_ids").size())
                    .isEqualTo(datum.path("token_ids").size() - 1);
        });
        assertThat(String.join("", texts(datums.get(0).path("rendered_chunks"))))
                .isEqualTo("<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\n1?<|im_end|>\n"
                        + "<|im_start|>assistant\nOne.<|im_end|>\n");
        assertThat(String.join("", texts(datums.get(0).path("decoded_tokens"))))
                .isEqualTo(String.join("", texts(datums.get(0).path("rendered_chunks"))));

        datasets.delete("train");
        Storage.refusedInXml(Storage.fetch(address(id, "renderSamplesSignedUrl")), 404, "NoSuchKey");
    }

    @Test
    @Verified(DOCUMENTED)
    void withWandbARunIsNamedAndNothingSent() {
        datasets.create("train", ROW.repeat(3));
        var id = jobs.createWith(
                "wandbConfig", Json.object("enabled", true, "apiKey", "k", "entity", "me", "project", "p"));
        jobs.get(id)
                .then()
                .body("wandbConfig.runId", equalTo(id))
                .body("wandbConfig.apiKey", equalTo("k"))
                .body("wandbConfig.url", equalTo("https://wandb.ai/me/p/runs/" + id));
    }

    @Test
    @Verified(DOCUMENTED)
    void theCostFollowsTheSizeOfTheModel() {
        datasets.create("train", ROW.repeat(1000));
        for (var model : List.of("qwen3-14b, 6000000", "muse-glimmer-30b, 36000000", "kimi-k2p5, 120000000")) {
            var cells = model.split(", ");
            request(Json.object("dataset", "train", "baseModel", "accounts/fireworks/models/" + cells[0]))
                    .post(jobs.url() + ":estimateCost")
                    .then()
                    .body("estimatedCost.nanos", equalTo(Integer.parseInt(cells[1])));
        }
    }

    @Test
    void theAddressesLastForSevenDays() {
        datasets.create("train", ROW.repeat(64));
        var id = jobs.createWith("loraRank", 8);
        time.passes(UNTIL_COMPLETED);
        var address = address(id, "metricsFileSignedUrl");
        time.passes(Duration.ofDays(7).minusSeconds(1));
        Storage.fetch(address).then().statusCode(200);
        time.passes(Duration.ofSeconds(2));
        Storage.refusedInXml(Storage.fetch(address), 400, "ExpiredToken");
    }

    @Test
    @Verified(DOCUMENTED)
    void trainerLogsAreUsuallyNotToBeRead() {
        datasets.create("train", ROW.repeat(3));
        jobs.get(jobs.createWith("loraRank", 8)).then().body("trainerLogsSignedUrl", equalTo(""));
    }

    private String address(String id, String field) {
        return jobs.get(id).path(field);
    }

    private List<JsonNode> metrics(String id) {
        return lines(Storage.fetch(address(id, "metricsFileSignedUrl"))
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private DoubleStream losses(String id) {
        return metrics(id).stream().mapToDouble(line -> line.path("train/loss").asDouble());
    }

    private static List<JsonNode> lines(String text) {
        return text.lines().map(line -> json(line)).toList();
    }

    private static double sum(JsonNode numbers) {
        return numbers.valueStream().mapToDouble(JsonNode::asDouble).sum();
    }

    private static List<String> texts(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(JsonNode::stringValue)
                .toList();
    }
}
