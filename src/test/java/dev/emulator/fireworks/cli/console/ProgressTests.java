package dev.emulator.fireworks.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.cli.RecordedTerminal;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The display of progress. */
class ProgressTests {

    private final AtomicLong millis = new AtomicLong();
    private final Clock clock = ((InstantSource) () -> Instant.ofEpochMilli(millis.get())).withZone(ZoneOffset.UTC);

    @Test
    void withoutATerminalThereIsALineEachTenPercentOfSlowWork() {
        var terminal = terminal(false);
        try (var progress = new Progress(terminal.terminal(), "seeding", 1_000_000)) {
            work(progress, 100, 10_000, 300);
        }
        assertThat(terminal.err().lines())
                .containsExactly(
                        "seeding: 10 % of 1.0 MB, 33 kB/s",
                        "seeding: 20 % of 1.0 MB, 33 kB/s",
                        "seeding: 30 % of 1.0 MB, 33 kB/s",
                        "seeding: 40 % of 1.0 MB, 33 kB/s",
                        "seeding: 50 % of 1.0 MB, 33 kB/s",
                        "seeding: 60 % of 1.0 MB, 33 kB/s",
                        "seeding: 70 % of 1.0 MB, 33 kB/s",
                        "seeding: 80 % of 1.0 MB, 33 kB/s",
                        "seeding: 90 % of 1.0 MB, 33 kB/s",
                        "seeding: 100 % of 1.0 MB, 33 kB/s");
    }

    @Test
    void verySlowWorkPrintsALineEveryFiveSeconds() {
        var terminal = terminal(false);
        try (var progress = new Progress(terminal.terminal(), "seeding", 1_000_000)) {
            work(progress, 11, 1000, 1000);
        }
        assertThat(terminal.err().lines())
                .containsExactly("seeding: 0 % of 1.0 MB, 1.0 kB/s", "seeding: 1 % of 1.0 MB, 1.0 kB/s");
    }

    @Test
    void shortWorkPrintsNothing() {
        var terminal = terminal(false);
        try (var progress = new Progress(terminal.terminal(), "seeding", 1000)) {
            work(progress, 10, 100, 50);
        }
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void aTerminalHasABarThatIsRemovedAtTheEnd() {
        var terminal = terminal(true);
        try (var progress = new Progress(terminal.terminal(), "seeding", 1000)) {
            work(progress, 2, 500, 500);
        }
        var first = "[###############...............] seeding: 50 % of 1.0 kB, 1.0 kB/s";
        var second = "[##############################] seeding: 100 % of 1.0 kB, 1.0 kB/s";
        assertThat(terminal.err()).isEqualTo("\r" + first + "\r" + second + "\r" + " ".repeat(second.length()) + "\r");
    }

    @Test
    void theBarIsNotUpdatedMoreThanTenTimesPerSecond() {
        var terminal = terminal(true);
        try (var progress = new Progress(terminal.terminal(), "seeding", 1000)) {
            work(progress, 1000, 1, 1);
        }
        assertThat(terminal.err().split("\r\\[")).hasSizeBetween(9, 11);
    }

    @Test
    void withoutATotalTheBytesAreShown() {
        var terminal = terminal(false);
        try (var progress = new Progress(terminal.terminal(), "snapshot", 0)) {
            work(progress, 5, 1_000_000, 1000);
        }
        assertThat(terminal.err().lines()).containsExactly("snapshot: 5.0 MB, 1.0 MB/s");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "999, 999 bytes",
        "1000, 1.0 kB",
        "12345, 12 kB",
        "999999999, 1000 MB",
        "5200000000, 5.2 GB",
        "80000000000000, 80000 GB"
    })
    void sizesAreShort(long bytes, String text) {
        assertThat(Progress.size(bytes)).isEqualTo(text);
    }

    private void work(Progress progress, int steps, long bytes, long stepMillis) {
        for (int i = 0; i < steps; i++) {
            millis.addAndGet(stepMillis);
            progress.advance(bytes);
        }
    }

    private RecordedTerminal terminal(boolean interactive) {
        return new RecordedTerminal(interactive, Map.of(), clock);
    }
}
