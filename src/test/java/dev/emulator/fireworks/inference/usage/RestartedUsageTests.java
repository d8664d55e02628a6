package dev.emulator.fireworks.inference.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Emulator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The usage ledger after a restart on the same data directory. */
class RestartedUsageTests {

    @TempDir
    Path directory;

    @Test
    void aStopWritesWhatIsPending() {
        try (var emulator = start()) {
            UsageClient.of(emulator, "mine").chat(3);
        }
        try (var emulator = start()) {
            var mine = UsageClient.of(emulator, "mine");
            assertThat(mine.calls()).isEqualTo(3);
            mine.chat(1);
            assertThat(mine.calls()).isEqualTo(4);
        }
    }

    private Emulator start() {
        return Emulator.start(Emulator.in(directory));
    }
}
