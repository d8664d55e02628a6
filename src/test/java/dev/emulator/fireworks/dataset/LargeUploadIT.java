package dev.emulator.fireworks.dataset;

import static dev.emulator.fireworks.story.Verified.Source.DOCUMENTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AtOnce;
import dev.emulator.fireworks.story.EmulatorProcess;
import dev.emulator.fireworks.story.Verified;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is several times larger than the heap is uploaded and validated. */
@Verified(DOCUMENTED)
class LargeUploadIT {

    /** Holds the vocabulary of the tokenizer and not much more. */
    private static final String HEAP = "-Xmx160m";

    private static final int BLOCK = 1000;
    private static final int ROWS = 1500 * BLOCK;
    private static final String TEXT = "What is to be said of the number %d, and of the %d others before it?";
    private static final String ROW = "{\"messages\": [{\"role\": \"user\", \"content\": \"" + TEXT
            + "\"}, {\"role\": \"assistant\", \"content\": \"" + TEXT + "\"}]}\n";

    @Test
    void itNeedsNoMoreMemoryThanASmallOne(@TempDir Path scratch) throws IOException {
        var file = scratch.resolve("large.jsonl");
        var block = IntStream.range(0, BLOCK)
                .mapToObj(row -> ROW.formatted(row, row, row, row))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int rows = 0; rows < ROWS; rows += BLOCK) {
                out.write(block);
            }
        }
        assertThat(Files.size(file)).isGreaterThan(2 * 160L * 1024 * 1024);
        var flags = List.of(HEAP, "-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=" + scratch);
        try (var emulator = EmulatorProcess.start(flags, List.of())) {
            var dataset = emulator.client("acme").upload("large", file).json();

            assertThat(dataset.path("state").asString()).isEqualTo("READY");
            assertThat(dataset.path("averageTurnCount").asDouble()).isEqualTo(2);
            assertThat(dataset.path("estimatedTokenCount").asLong()).isBetween(20L * ROWS, 80L * ROWS);
        }
    }

    /** Four at once, on the smallest heap that containers usually have. */
    @Test
    void rowsOfOneWordOfMegabytesNeedLittleMemory(@TempDir Path scratch) throws IOException {
        var file = scratch.resolve("word.jsonl");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int row = 0; row < 3; row++) {
                out.write(ROW.replace(TEXT, "a".repeat(2 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8));
            }
        }
        var flags = List.of("-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-Djava.io.tmpdir=" + scratch);
        try (var emulator = EmulatorProcess.start(flags, List.of())) {
            var states = AtOnce.times(4, 4, number -> upload(emulator, "word-" + number, file));

            assertThat(states).containsOnly("READY");
        }
    }

    private static String upload(EmulatorProcess emulator, String dataset, Path file) {
        try {
            return emulator.client("acme").upload(dataset, file).state();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
