package dev.emulator.fireworks.startup;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests of the rehearsal exist, so that the cache has the classes that answer them. */
class RehearsalTests {

    @Test
    void everyRequestIsAnsweredAsExpected(@TempDir Path directory) {
        assertThatCode(() -> Rehearsal.run(directory)).doesNotThrowAnyException();
    }
}
