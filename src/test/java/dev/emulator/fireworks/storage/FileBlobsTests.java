package dev.emulator.fireworks.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a full disk does to files. */
class FileBlobsTests {

    private static final RandomGenerator SAME = () -> 7;

    @TempDir
    private Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatIsFullIsSaidToBeAndLeavesWhatIsThere() throws IOException {
        var kept = Files.writeString(directory.resolve("kept"), "x");
        var unfinished = directory.resolve(Blob.newId(SAME) + ".part");
        Files.createSymbolicLink(unfinished, Path.of("/dev/full"));
        var blobs = new FileBlobs(directory, SAME);

        assertThatThrownBy(() -> blobs.write(new ByteArrayInputStream(new byte[100_000]), Long.MAX_VALUE))
                .asInstanceOf(type(ApiException.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.UNAVAILABLE))
                .satisfies(refusal -> assertThat(refusal).hasMessageContaining("No space left on device"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(kept);
        }
        assertThat(blobs.write(new ByteArrayInputStream(new byte[1]), 1).size()).isEqualTo(1);
    }
}
