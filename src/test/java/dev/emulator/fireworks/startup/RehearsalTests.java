package dev.emulator.fireworks.startup;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests of the rehearsal succeed. Otherwise the class cache would lack the classes that process them. */
class RehearsalTests {

    @Test
    void eachRequestHasTheExpectedStatus(@TempDir Path directory) {
        assertThatCode(() -> Rehearsal.run(directory)).doesNotThrowAnyException();
    }
}
