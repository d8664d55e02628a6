package dev.emulator.fireworks.finetuning.supervised;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.StoryDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How long each stage of each preset lasts. */
@AlsoOnPostgresql
class JobPresetTests {

    @TempDir
    Path directory;

    private List<String> database() {
        return StoryDatabase.settings(directory);
    }

    static Stream<Arguments> presets() {
        return Stream.of(
                Arguments.of(
                        "instant",
                        List.of("PT0S CREATING>RUNNING", "PT0S RUNNING>COMPLETED"),
                        List.of("PT0S CREATING>CANCELLING", "PT0S CANCELLING>CANCELLED"),
                        List.of("PT0S CREATING>DELETING_CLEANING_UP", "PT0S DELETING_CLEANING_UP>")),
                Arguments.of(
                        "fast",
                        List.of("PT1S CREATING>RUNNING", "PT6S RUNNING>COMPLETED"),
                        List.of("PT0S CREATING>CANCELLING", "PT0.5S CANCELLING>CANCELLED"),
                        List.of("PT0S CREATING>DELETING_CLEANING_UP", "PT0.5S DELETING_CLEANING_UP>")),
                Arguments.of(
                        "realistic",
                        List.of(
                                "PT30S PENDING>VALIDATING",
                                "PT1M30S VALIDATING>CREATING",
                                "PT2M30S CREATING>RUNNING",
                                "PT7M30S RUNNING>WRITING_RESULTS",
                                "PT7M50S WRITING_RESULTS>COMPLETED"),
                        List.of("PT0S PENDING>CANCELLING", "PT5S CANCELLING>CANCELLED"),
                        List.of("PT0S PENDING>DELETING_CLEANING_UP", "PT10S DELETING_CLEANING_UP>")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("presets")
    void aPresetSaysWhenEachStageEnds(
            String preset, List<String> completing, List<String> cancelling, List<String> deleting) {
        var settings = new ArrayList<>(database());
        settings.add("--emulator.lifecycle.preset=" + preset);
        var account = "preset-" + UUID.randomUUID().toString().substring(0, 8);
        try (var emulator = Emulator.startWithStoryTime(settings)) {
            var client = emulator.client(account);
            var created =
                    Instant.parse(client.create("a").json().path("createTime").asString());
            client.create("b");
            client.create("c");
            client.cancel("b");
            client.delete("c");
            emulator.time().passes(Duration.ofMinutes(10));

            var lives = emulator.ledger().histories(account).values().stream()
                    .map(changes -> changes.stream()
                            .map(change ->
                                    Duration.between(created, change.at().plusNanos(999))
                                                    .truncatedTo(ChronoUnit.MILLIS) + " " + change)
                            .toList())
                    .toList();
            assertThat(lives).containsExactly(completing, cancelling, deleting);
        }
    }
}
