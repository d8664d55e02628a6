package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Storage;
import dev.emulator.fireworks.story.Story;
import dev.emulator.fireworks.story.Verified;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** An account that may read its trainers' logs is told where they are. */
@Verified(DOCUMENTED)
@TestPropertySource(properties = "emulator.trainer-logs=true")
class TrainerLogsTests extends Story {

    @Test
    void theLogAppearsWithTheFirstStep() {
        aDataset("train", ROW.repeat(64));
        var id = aJob("{\"dataset\": \"train\", \"baseModel\": \"%s\", \"loraRank\": 8}".formatted(QWEN));
        Storage.refusedInXml(Storage.fetch(address(id)), 404, "NoSuchKey");

        time.passes(Duration.ofSeconds(6));
        assertThat(Storage.fetch(address(id)).asString().lines())
                .hasSize(3)
                .first()
                .isEqualTo("training accounts/fireworks/models/qwen3-8b: 64 rows, 768 tokens, 2 steps");
    }

    private String address(String id) {
        return request().get(job(id)).path("trainerLogsSignedUrl");
    }
}
