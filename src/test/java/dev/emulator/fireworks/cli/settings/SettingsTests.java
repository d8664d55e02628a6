package dev.emulator.fireworks.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.LogLines;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SettingsTests {

    @Test
    void readingSettingsDoesNotSilenceTheLogOfTheProcess() {
        Settings.of(List.of("--emulator.data-dir=data"), Map.of());
        try (var log = new LogLines()) {
            LoggerFactory.getLogger(SettingsTests.class).error("still logged");
            assertThat(log.messages()).containsExactly("still logged");
        }
    }
}
