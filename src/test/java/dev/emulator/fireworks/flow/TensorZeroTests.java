package dev.emulator.fireworks.flow;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.OBSERVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.notNullValue;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.finetuning.supervised.SupervisedJobs;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The requests of TensorZero's optimiser. Its types are strict: fields must be present, and an unknown state is an error. */
@Verified(OBSERVED)
@AlsoOnPostgresql
class TensorZeroTests extends Story {

    private static final Set<String> KNOWN_STATES = Set.of(
            "JOB_STATE_UNSPECIFIED",
            "JOB_STATE_CREATING",
            "JOB_STATE_RUNNING",
            "JOB_STATE_COMPLETED",
            "JOB_STATE_FAILED",
            "JOB_STATE_CANCELLED",
            "JOB_STATE_DELETING",
            "JOB_STATE_WRITING_RESULTS",
            "JOB_STATE_VALIDATING",
            "JOB_STATE_PENDING");

    private static final String DATASET = "t0-0198f3a2-7b1e-7c4d-9a53-1f2e3d4c5b6a";

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);

    @Test
    void fromRowsToAModelThatIsReady() {
        datasets.post(DATASET, Json.object("displayName", DATASET, "exampleCount", 4, "format", "CHAT"))
                .then()
                .statusCode(200);
        request()
                .multiPart("file", "dataset.jsonl", bytes(ROW.repeat(4)), "application/jsonl")
                .post(datasets.url(DATASET) + ":upload")
                .then()
                .statusCode(200);
        datasets.get(DATASET).then().body("state", equalTo("READY"));

        var job = Json.with(Json.readObject("""
                        {"displayName": null, "warmStartFrom": null, "outputModel": null, "jinjaTemplate": null, "earlyStop": null,
                         "epochs": 1, "learningRate": null, "maxContextLength": null, "loraRank": 8, "batchSize": null,
                         "evaluationDataset": null, "isTurbo": null, "evalAutoCarveout": null, "nodes": null, "mtpEnabled": null,
                         "mtpNumDraftTokens": null, "mtpFreezeBaseModel": null}"""), "dataset", datasets.name(DATASET), "baseModel", QWEN);
        var name = jobs.post(job).then().statusCode(200).extract().<String>path("name");

        var seen = poll(name);
        assertThat(KNOWN_STATES).containsAll(seen);
        assertThat(seen).containsExactly("JOB_STATE_CREATING", "JOB_STATE_RUNNING", "JOB_STATE_COMPLETED");

        var outputModel = request().get("/v1/" + name).then().extract().<String>path("outputModel");
        request()
                .get("/v1/" + outputModel)
                .then()
                .statusCode(200)
                .body("name", equalTo(outputModel))
                .body("deployedModelRefs", instanceOf(List.class));
    }

    /** Polls every second, and returns each state once. */
    private List<String> poll(String name) {
        return IntStream.range(0, 8)
                .mapToObj(second -> {
                    var state = request()
                            .get("/v1/" + name)
                            .then()
                            .statusCode(200)
                            .body("name", equalTo(name))
                            .body("status.message", notNullValue())
                            .extract()
                            .<String>path("state");
                    time.passes(Duration.ofSeconds(1));
                    return state;
                })
                .distinct()
                .toList();
    }
}
