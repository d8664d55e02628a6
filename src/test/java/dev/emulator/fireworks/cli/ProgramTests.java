package dev.emulator.fireworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The distinction between a start of the emulator and a command. */
class ProgramTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            nullValues = "-",
            value = {
                "§§ | §§",
                "--server.port=0 | --server.port=0",
                "--server.port=0 --emulator.data-dir=a | --server.port=0 --emulator.data-dir=a",
                "--spring.profiles.active=x env | --spring.profiles.active=x env",
                "--debug | --debug",
                "serve | §§",
                "serve --server.port=0 | --server.port=0",
                "serve serve | serve",
                "-h | -",
                "--help | -",
                "-V | -",
                "--version | -",
                "serve --help | -",
                "--server.port=0 --help | -",
                "health | -",
                "doctor --server.port=0 | -",
                "sreve | -",
                "-x | -",
            })
    void anArgumentListIsAStartOrACommand(String typed, String settings) {
        var args = typed.isEmpty() ? new String[0] : typed.split(" ");
        assertThat(Program.isServe(args)).isEqualTo(settings != null);
        if (settings != null) {
            assertThat(String.join(" ", Program.settings(args))).isEqualTo(settings);
        }
    }
}
