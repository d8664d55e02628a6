package dev.emulator.fireworks.finetuning.supervised;

import static dev.emulator.fireworks.job.JobState.JOB_STATE_FAILED;
import static dev.emulator.fireworks.story.Verified.Source.INFERRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.StoryDatabase;
import dev.emulator.fireworks.story.Verified;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A job can end in every way there is, and then nothing but a delete changes it. */
@Verified(INFERRED)
@AlsoOnPostgresql
class EveryEndingTests {

    @TempDir
    Path directory;

    private List<String> database() {
        return StoryDatabase.settings(directory);
    }

    static List<JobState> endings() {
        return Stream.of(JobState.values()).filter(JobState::isTerminal).toList();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void anEndingIsReachedAndFinal(JobState ending) {
        var settings = new ArrayList<>(database());
        settings.add("--emulator.lifecycle.stages=RUNNING 2s," + ending.shortName());
        settings.add("--emulator.lifecycle.failure.code=INVALID_ARGUMENT");
        settings.add("--emulator.lifecycle.failure.message=Dataset has a syntax error");
        try (var emulator = Emulator.startWithStoryTime(settings)) {
            var client = emulator.client("ends-" + ending.number());
            client.create("job");
            emulator.time().passes(Duration.ofSeconds(2));

            var ended = client.get("job").json();
            assertThat(ended.path("state").asString()).isEqualTo(ending.name());
            assertThat(ended.path("completedTime").isString()).isTrue();
            assertThat(ended.at("/jobProgress/percent").asInt()).isEqualTo(100);
            assertThat(ended.path("status").toString())
                    .isEqualTo(
                            ending == JOB_STATE_FAILED
                                    ? "{\"code\":\"INVALID_ARGUMENT\",\"message\":\"Dataset has a syntax error\"}"
                                    : "{\"code\":\"OK\",\"message\":\"\"}");
            assertThat(client.list("filter=state=" + ending)
                            .json()
                            .path("totalSize")
                            .asInt())
                    .isEqualTo(1);

            var lasting = client.getLasting("job").json();
            assertThat(client.cancel("job").status()).isEqualTo(400);
            assertThat(client.resume("job").status()).isEqualTo(400);
            emulator.time().passes(Duration.ofDays(365));
            assertThat(client.getLasting("job").json()).isEqualTo(lasting);

            assertThat(client.delete("job").status()).isEqualTo(200);
            emulator.time().passes(Duration.ofSeconds(1));
            assertThat(client.get("job").status()).isEqualTo(404);
        }
    }
}
