package dev.emulator.fireworks.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.story.Emulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A start that fails prints the reason and a remedy in two lines. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTests {

    private static final String FREE_PORT = "--server.port=0";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--emulator.data-dir=pom.xml | pom.xml is a file",
                "--emulator.data-dir=pom.xml/data | pom.xml is a file",
                "--emulator.data-dir=a;b | has a semicolon in its name",
                "--spring.datasource.url=jdbc:mysql://127.0.0.1:1/x | spring.datasource.url is jdbc:mysql://127.0.0.1:1/x",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x?password=hush | jdbc:postgresql://127.0.0.1:1/x: ",
                "--server.ssl.key-store=none.p12 | none.p12",
            })
    void anUnusableSettingIsNamed(String setting, String reason, CapturedOutput output) {
        assertRefused(output, reason, FREE_PORT, setting);
        assertThat(output.getAll()).doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({"99999", "70000", "x"})
    void anInvalidPortIsNamed(String port, CapturedOutput output) {
        assertRefused(output, port, "--server.port=" + port);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDirectoryThatCannotBeWrittenIsNamed(CapturedOutput output) {
        assertRefused(output, "/proc/self/data cannot be written", FREE_PORT, "--emulator.data-dir=/proc/self/data");
        assertThat(output.getErr()).contains("Let user ");
    }

    @Test
    void aPortInUseIsNamedWithItsProcess(CapturedOutput output) throws IOException {
        try (var other = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            var port = other.getLocalPort();
            assertRefused(output, port + " is in use by ", "--server.port=" + port);
        }
    }

    @Test
    void aPortOfARunningEmulatorIsNamed(CapturedOutput output) {
        try (var emulator = Emulator.start(List.of())) {
            assertRefused(
                    output,
                    emulator.port() + " is in use: an emulator is already running there",
                    "--server.port=" + emulator.port());
        }
    }

    @Test
    void aDatabaseFileOfAnotherProgramIsNotChanged(CapturedOutput output) throws IOException {
        var file = Files.writeString(directory.resolve("fireworks.mv.db"), "something else");
        assertRefused(output, "contains data that cannot be read", FREE_PORT, data());
        assertThat(file).hasContent("something else");
    }

    @Test
    void aTruncatedDatabaseFileIsRefusedAndNotChanged(CapturedOutput output) throws IOException {
        Emulator.start(Emulator.in(directory)).close();
        var file = directory.resolve("fireworks.mv.db");
        var whole = Files.readAllBytes(file);
        for (var length : new int[] {whole.length - 4096, whole.length / 2, 0}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused(output, "fireworks.mv.db is damaged: ", FREE_PORT, data());
            assertThat(file).hasSize(length);
        }
        Files.write(file, whole);
        SpringApplication.run(FireworksEmulator.class, FREE_PORT, data()).close();
    }

    private String data() {
        return "--emulator.data-dir=" + directory;
    }

    private static void assertRefused(CapturedOutput output, String reason, String... settings) {
        var before = output.getErr().length();
        var arguments = Stream.concat(Stream.of(settings), Stream.of("--spring.main.register-shutdown-hook=false"));
        assertThatThrownBy(() -> SpringApplication.run(FireworksEmulator.class, arguments.toArray(String[]::new)))
                .isNotNull();
        assertThat(output.getErr().substring(before))
                .startsWith("The emulator did not start: ")
                .contains(reason)
                .hasLineCount(2);
        // Emulators of other tests may still run in this JVM. Their clocks differ from the machine's, so they log a
        // warning.
        assertThat(output.getOut().lines().filter(line -> !line.contains(" ClockSkew: ")))
                .noneMatch(line -> line.contains("ERROR") || line.contains("WARN") || line.contains("\tat "));
    }
}
