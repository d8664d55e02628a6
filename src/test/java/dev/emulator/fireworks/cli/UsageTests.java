package dev.emulator.fireworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, and the messages for invalid command lines. */
class UsageTests {

    private final RecordedTerminal terminal = new RecordedTerminal(Map.of());

    @Test
    void helpListsTheCommandsAndTheExitCodes() {
        assertThat(terminal.run("--help")).isZero();
        assertThat(terminal.out())
                .contains("serve ", "env ", "health ", "seed ", "snapshot ", "restore ", "validate ", "doctor ")
                .containsPattern("(?s)Exit codes:\\s+0 .*1 .*2 ");
        assertThat(terminal.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "env", "health", "seed", "snapshot", "restore", "validate", "doctor"})
    void eachCommandHasHelpThatFitsTheScreen(String command) {
        assertThat(terminal.run(command, "--help")).isZero();
        assertThat(terminal.out().lines()).hasSizeGreaterThan(3).allMatch(line -> line.length() <= 100);
    }

    @Test
    void versionNamesProgramAndJava() {
        assertThat(terminal.run("--version")).isZero();
        assertThat(terminal.out()).startsWith("fireworks-emulator ").contains("Java " + Runtime.version());
    }

    @Test
    void aCommandWithoutASimilarNameHasNoSuggestion() {
        assertThat(terminal.run("frobnicate")).isEqualTo(2);
        assertThat(terminal.err()).contains("'frobnicate'").doesNotContain("Did you mean");
    }

    /** Some rows of the table in docs/settings.md contain several settings, such as {@code .username} and {@code <STATE>}. */
    @Test
    void helpForServeListsAllDocumentedSettings() throws IOException {
        assertThat(terminal.run("--server.port=0", "--help")).isZero();
        var table = Pattern.compile("(?m)^\\| `((?:emulator|server|spring)\\.[a-z.-]+)")
                .matcher(Files.readString(Path.of("docs/settings.md")));
        var names =
                table.results().map(row -> row.group(1).replaceAll("\\.$", "")).toList();
        assertThat(names)
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(terminal.out()).contains("  " + name));
        assertThat(terminal.out().replaceAll("\\s+", " "))
                .contains("--data-dir is --emulator.data-dir", "--port is --server.port")
                .contains("one of lenient, schema, service; default: schema");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "helth | Did you mean: fireworks-emulator health?",
                "seed | Missing required parameter: 'FILE'",
                "snapshot | Missing required parameter: 'ACCOUNT'",
                "restore acme | Missing required parameter: 'FILE'",
                "snapshot a b | Unmatched argument at index 2: 'b'",
                "health --timeout=0 | --timeout must be 1 to 3600 seconds",
                "health --urr=x | Unknown option: '--urr=x'",
                "doctor --jsn | unknown argument --jsn",
                "doctor --data-dri=x | unknown argument --data-dri; did you mean --data-dir?",
                "env x.y | unknown argument x.y",
                "env --emulator.acount=x | unknown argument --emulator.acount; did you mean --emulator.account?",
                "env --format=fish | expected one of [sh, powershell, dotenv]",
                "validate --format=xml a | expected one of chat, completion, rl but was 'xml'",
            })
    void anInvalidCommandLineExitsWithTwoAndNamesTheHelp(String typed, String words) {
        assertThat(terminal.run(typed.split(" "))).isEqualTo(2);
        assertThat(terminal.err())
                .contains(words)
                .contains("Try: fireworks-emulator")
                .doesNotContain("\tat ");
        assertThat(terminal.out()).isEmpty();
    }
}
