package dev.emulator.fireworks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.emulator.fireworks.FireworksEmulator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The output and the exit codes of the program, in its own process. */
class ProgramProcessTests {

    private record Exit(int code, String out, String err) {}

    @Test
    void healthWithoutAnEmulatorFailsWithOneLine() throws Exception {
        var exit = run(Map.of("FIREWORKS_BASE_URL", "http://127.0.0.1:1"), "health");
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.err()).startsWith("no answer from http://127.0.0.1:1: ").hasLineCount(1);
        assertThat(exit.out()).isEmpty();
    }

    @Test
    void healthOfAnotherServerFails() throws Exception {
        var other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", request -> {
            request.sendResponseHeaders(200, -1);
            request.close();
        });
        other.start();
        try {
            var port = Integer.toString(other.getAddress().getPort());
            var exit = run(Map.of("SERVER_PORT", port), "health");
            assertThat(exit.code()).isEqualTo(1);
            assertThat(exit.err())
                    .isEqualToIgnoringNewLines(
                            "the server at http://127.0.0.1:" + port + " is not this emulator (HTTP 200)");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void anUnknownCommandExitsWithTwo() throws Exception {
        var exit = run(Map.of(), "doctro");
        assertThat(exit.code()).isEqualTo(2);
        assertThat(exit.err()).contains("Did you mean: fireworks-emulator doctor?");
    }

    /** Calls the method directly, because a test cannot run an older JVM. */
    @ParameterizedTest
    @CsvSource({"1.8, true", "11, true", "16, true", "17, false", "25, false", "next, false"})
    void anOlderJavaPrintsTheRequiredVersion(String version, boolean isTooOld) {
        if (isTooOld) {
            assertThat(Main.refusal(version))
                    .startsWith("fireworks-emulator needs Java 17 or newer, and this is Java " + version + " in ");
        } else {
            assertThat(Main.refusal(version)).isEmpty();
        }
    }

    @Test
    void theMainClassIsCompiledForJava8AndRunsOnThisVersion() throws Exception {
        try (var file = Main.class.getResourceAsStream("Main.class")) {
            assertThat(file.readNBytes(8)[7]).isEqualTo((byte) 52);
        }
        var exit = run(Main.class, Map.of(), "--version");
        assertThat(exit.code()).isZero();
        assertThat(exit.out()).startsWith("fireworks-emulator ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--emulator.ids=x", "serve --emulator.ids x"})
    void aStartReadsSettings(String typed) throws Exception {
        var exit = run(Map.of(), typed.split(" "));
        assertThat(exit.code()).isEqualTo(1);
        assertThat(exit.err())
                .startsWith("The emulator did not start: emulator.ids cannot be x: it must be one of uuid, short")
                .hasLineCount(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Program | --data-dri=data | 2 | unknown argument --data-dri; did you mean --data-dir?",
                "Program | serve --data-dri data | 2 | unknown argument --data-dri; did you mean --data-dir?",
                "Program | serve -p 4000 | 2 | unknown argument -p",
                "FireworksEmulator | --foo | 2 | unknown argument --foo",
                "FireworksEmulator | EMULATOR_VALIDATIN=service | 1 | unknown environment variable EMULATOR_VALIDATIN; did you mean EMULATOR_VALIDATION?",
            })
    void anUnknownSettingStopsTheStart(String main, String typed, int code, String reason) throws Exception {
        var isVariable = typed.startsWith("EMULATOR_");
        var exit = run(
                main.equals("Program") ? Program.class : FireworksEmulator.class,
                isVariable ? Map.of("EMULATOR_VALIDATIN", "service") : Map.of(),
                isVariable ? new String[0] : typed.split(" "));
        assertThat(exit.code()).isEqualTo(code);
        assertThat(exit.err())
                .startsWith("The emulator did not start: " + reason)
                .hasLineCount(2);
        assertThat(exit.out()).isEmpty();
    }

    private static Exit run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(Program.class, environment, arguments);
    }

    private static Exit run(Class<?> main, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var command = new ArrayList<>(
                List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("FIREWORKS_BASE_URL", "SERVER_PORT", "JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            // The output is only a few lines, so the pipes do not fill.
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            return new Exit(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }
}
