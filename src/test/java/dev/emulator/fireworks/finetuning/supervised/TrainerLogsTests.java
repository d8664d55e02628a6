package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.dataset.Datasets.ROW;
import static dev.emulator.fireworks.model.Models.QWEN;
import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.dataset.Datasets;
import dev.emulator.fireworks.story.Json;
import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** An account with access to trainer logs gets their URLs. */
@Verified(DOCUMENTED)
@TestPropertySource(properties = "emulator.trainer-logs=true")
class TrainerLogsTests extends Story {

    private final SupervisedJobs jobs = new SupervisedJobs(api);
    private final Datasets datasets = new Datasets(api);

    @Test
    void theLogAppearsWithTheFirstStep() {
        datasets.create("train", ROW.repeat(64));
        var id = jobs.create(Json.object("dataset", "train", "baseModel", QWEN, "loraRank", 8));
        Storage.refusedInXml(Storage.fetch(address(id)), 404, "NoSuchKey");

        time.passes(Duration.ofSeconds(6));
        assertThat(Storage.fetch(address(id)).asString().lines())
                .hasSize(3)
                .first()
                .isEqualTo("training accounts/fireworks/models/qwen3-8b: 64 rows, 768 tokens, 2 steps");
    }

    private String address(String id) {
        return jobs.get(id).path("trainerLogsSignedUrl");
    }
}
