package dev.emulator.fireworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Emulator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The environment variables that direct a client to the emulator. */
class EnvTests {

    private static final String KEYS =
            "--emulator.auth.keys[0].key=k1 --emulator.auth.keys[0].account=ada --emulator.auth.keys[1].key=it's --emulator.auth.keys[1].account=bob";

    private final RecordedTerminal terminal = new RecordedTerminal(Map.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "§§ | export FIREWORKS_BASE_URL=http://localhost:3473 FIREWORKS_API_KEY=fw_local FIREWORKS_ACCOUNT_ID=local",
                "--account=acme | export FIREWORKS_BASE_URL=http://localhost:3473 FIREWORKS_API_KEY=fw_local FIREWORKS_ACCOUNT_ID=acme",
                "--server.address=0.0.0.0 --server.ssl.bundle=x --port 1 --emulator.account=own | export FIREWORKS_BASE_URL=https://localhost:1 FIREWORKS_API_KEY=fw_local FIREWORKS_ACCOUNT_ID=own",
                "--emulator.public-url=https://x.test | export FIREWORKS_BASE_URL=https://x.test FIREWORKS_API_KEY=fw_local FIREWORKS_ACCOUNT_ID=local",
                "--url=http://127.0.0.1:9/ --server.port=0 | export FIREWORKS_BASE_URL=http://127.0.0.1:9 FIREWORKS_API_KEY=fw_local FIREWORKS_ACCOUNT_ID=local",
                "KEYS | export FIREWORKS_BASE_URL=http://localhost:3473 FIREWORKS_API_KEY=k1 FIREWORKS_ACCOUNT_ID=ada",
                "--account bob KEYS | export FIREWORKS_BASE_URL=http://localhost:3473 FIREWORKS_API_KEY='it'\\''s' FIREWORKS_ACCOUNT_ID=bob",
                "--account bob KEYS --format=powershell | $env:FIREWORKS_BASE_URL = 'http://localhost:3473'/$env:FIREWORKS_API_KEY = 'it''s'/$env:FIREWORKS_ACCOUNT_ID = 'bob'",
                "--format=DotEnv | FIREWORKS_BASE_URL=http://localhost:3473/FIREWORKS_API_KEY=fw_local/FIREWORKS_ACCOUNT_ID=local",
                "--account bob KEYS --format=dotenv | FIREWORKS_BASE_URL=http://localhost:3473/FIREWORKS_API_KEY=\"it's\"/FIREWORKS_ACCOUNT_ID=bob",
            })
    void theVariablesDependOnSettingsAndOptions(String typed, String lines) {
        assertThat(terminal.run(arguments(typed))).isZero();
        assertThat(String.join("/", terminal.out().lines().toList())).isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | KEY=k1 FIREWORKS_ACCOUNT_ID=ada",
                "--account=bob | KEY='it'\\''s' FIREWORKS_ACCOUNT_ID=bob",
            })
    void theVariablesComeFromTheRunningEmulator(String typed, String tail) {
        try (var emulator = Emulator.start(List.of((KEYS + " --emulator.control.token=t").split(" ")))) {
            var url = "http://localhost:" + emulator.port();
            var running = new RecordedTerminal(Map.of("FIREWORKS_BASE_URL", url, "EMULATOR_CONTROL_TOKEN", "t"));
            assertThat(running.run(arguments(typed.replace("''", "")))).isZero();
            assertThat(running.out())
                    .startsWith("export FIREWORKS_BASE_URL=" + url)
                    .endsWith(tail + System.lineSeparator());
            assertThat(running.err()).isEmpty();

            var bySetting = RecordedTerminal.forEmulatorAt(emulator.port());
            assertThat(bySetting.run("env", "--token=t")).isZero();
            assertThat(bySetting.out()).contains("FIREWORKS_BASE_URL=" + url + " FIREWORKS_API_KEY=k1");
            assertThat(bySetting.run("env", "--token=t", "--account=eve")).isEqualTo(1);
            assertThat(bySetting.err()).contains("none of emulator.auth.keys opens the account eve");
        }
    }

    @Test
    void withoutAnEmulatorThereIsAWarning() {
        assertThat(terminal.run("env", "--url=http://127.0.0.1:1")).isZero();
        assertThat(terminal.err())
                .startsWith("warning: no emulator answers at http://127.0.0.1:1; the variables are from the settings");
        assertThat(terminal.out()).startsWith("export FIREWORKS_BASE_URL=http://127.0.0.1:1 ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--server.port=0 | server.port is 0",
                "--account=eve KEYS | none of emulator.auth.keys opens the account eve",
                "--emulator.account=A_b | emulator.account must be 1-63 of a-z, 0-9 and -",
                "--emulator.validation=x | emulator.validation cannot be x: it must be one of lenient, schema, service",
            })
    void invalidSettingsAreRefused(String typed, String words) {
        assertThat(terminal.run(arguments(typed))).isEqualTo(1);
        assertThat(terminal.err()).contains(words);
        assertThat(terminal.out()).isEmpty();
    }

    private static String[] arguments(String typed) {
        return Stream.of("env", typed.replace("KEYS", KEYS))
                .flatMap(part -> Stream.of(part.split(" ")))
                .filter(part -> !part.isEmpty())
                .toArray(String[]::new);
    }
}
