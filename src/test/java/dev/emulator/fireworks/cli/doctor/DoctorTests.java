package dev.emulator.fireworks.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.cli.RecordedTerminal;
import dev.emulator.fireworks.cli.doctor.Finding.Level;
import dev.emulator.fireworks.cli.settings.Settings;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.EmulatorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The findings of the command {@code doctor}. */
class DoctorTests {

    private static final String FREE_PORT = "--server.port=0";

    @TempDir
    private Path directory;

    @Test
    void aValidConfigurationHasNoProblems() {
        var terminal = new RecordedTerminal(Map.of());
        assertThat(terminal.run("doctor", FREE_PORT)).as(terminal.out()).isZero();
        assertThat(terminal.out())
                .contains("ok       java ", "ok       settings ", "ok       clock ")
                .contains("in memory only, until the emulator stops")
                .doesNotContain("\nproblem");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--emulator.email=x | settings | emulator.email must be a well-formed email address",
                "--emulator.engine.batch=0 | settings | emulator.engine.batch must be greater than or equal to 1",
                "--emulator.validation=x | settings | emulator.validation cannot be x: it must be one of lenient, schema, service",
                "--server.port=x | port | server.port is x, which is not a port",
                "--server.port=65536 | port | server.port is 65536, which is not a port",
                "--server.address=192.0.2.1 | port | on 192.0.2.1 cannot be used",
                "--server.address=no.such.host.invalid | port | which is not an address",
                "--emulator.data-dir=pom.xml | data directory | pom.xml is a file",
                "--emulator.data-dir=pom.xml/x | data directory | pom.xml is a file",
                "--emulator.data-dir=a;b | data directory | has a semicolon in its name",
                "--emulator.data-dir=/proc/self/data | data directory | cannot be written",
                "--spring.datasource.url=jdbc:mysql://x/y | database | jdbc:mysql://x/y",
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/x?password=hush | database | jdbc:postgresql://127.0.0.1:1/x: ",
            })
    void aSettingThatPreventsTheStartIsAProblemWithARemedy(String setting, String check, String words) {
        var port = setting.startsWith("--server.") ? "--emulator.random-seed=1" : FREE_PORT;
        var findings = examine(1, port, setting);
        assertThat(problems(findings)).singleElement().satisfies(problem -> {
            assertThat(problem.path("check").stringValue()).isEqualTo(check);
            assertThat(problem.path("message").stringValue()).contains(words).doesNotContain("hush");
            assertThat(problem.path("remedy").stringValue()).isNotEmpty();
        });
    }

    @Test
    void anUnknownVariableIsAProblem() {
        var terminal = new RecordedTerminal(Map.of("EMULATOR_VALIDATIN", "service"));
        assertThat(terminal.run("doctor", FREE_PORT)).isEqualTo(1);
        assertThat(terminal.out())
                .contains("unknown environment variable EMULATOR_VALIDATIN; did you mean EMULATOR_VALIDATION?");
    }

    @Test
    void aPortInUseIsAProblem() throws IOException {
        try (var other = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            var problem = problems(examine(1, "--server.port=" + other.getLocalPort()))
                    .get(0);
            assertThat(problem.path("message").stringValue()).startsWith(other.getLocalPort() + " is in use by ");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void onLinuxTheProcessThatUsesThePortIsNamed() throws IOException {
        try (var other = new ServerSocket()) {
            other.bind(new InetSocketAddress("127.0.0.1", 0));
            assertThat(ProcessLookup.listeningAt(other.getLocalPort()))
                    .hasValueSatisfying(owner -> assertThat(owner)
                            .contains("process " + ProcessHandle.current().pid())
                            .contains("java"));
        }
    }

    @Test
    void aMissingDirectoryIsValidAndIsNotCreated() {
        var data = directory.resolve("new/data");
        assertThat(finding(examine(0, FREE_PORT, "--emulator.data-dir=" + data), "data directory"))
                .contains("the start creates it");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDataDirectoryIsRecognizedAndNotChanged() throws IOException, SQLException {
        Emulator.start(Emulator.in(directory)).close();
        var database = directory.resolve("fireworks.mv.db");
        var before = Files.readAllBytes(database);
        assertThat(finding(examine(0, FREE_PORT, "--emulator.data-dir=" + directory), "data directory"))
                .matches(".*, schema \\d+");
        assertThat(database).hasBinaryContent(before);

        pretendNewerSchema();
        assertThat(problems(examine(1, FREE_PORT, "--emulator.data-dir=" + directory)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path("message").stringValue())
                        .contains("written by a newer emulator: schema 999"));
    }

    private void pretendNewerSchema() throws SQLException {
        var url = Settings.of(List.of("--emulator.data-dir=" + directory), Map.of())
                .get("spring.datasource.url", "");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into "flyway_schema_history" ("installed_rank", "version", "description", "type", "script", "checksum",
                      "installed_by", "execution_time", "success") values (999, '999', 'x', 'SQL', 'V999__x.sql', 1, 'x', 1, true)""");
        }
    }

    @Test
    void aDatabaseFileOfAnotherProgramIsAProblem() throws IOException {
        Files.writeString(directory.resolve("fireworks.mv.db"), "something else");
        assertThat(problems(examine(1, FREE_PORT, "--emulator.data-dir=" + directory)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path("message").stringValue())
                        .contains("contains data that cannot be read"));
    }

    @Test
    void thePortAndDirectoryOfARunningEmulatorAreProblems() {
        try (var emulator = EmulatorProcess.start(Emulator.in(directory))) {
            var problems = problems(examine(1, "--port=" + emulator.port(), "--emulator.data-dir=" + directory));
            assertThat(problems)
                    .extracting(problem -> problem.path("message").stringValue())
                    .satisfiesExactly(
                            port -> assertThat(port)
                                    .isEqualTo(emulator.port() + " is in use: an emulator is already running there"),
                            data -> assertThat(data).startsWith(directory + " is in use by "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accounts: {acme: {jubs: {}}} | seed.yaml:1: accounts.acme.jubs: unknown key",
                "accounts: {acme: {datasets: {d: {exampelCount: 3}}}} | exampelCount",
            })
    void aSeedThatAStartWouldRefuseIsAProblem(String document, String reason) throws IOException {
        var seed = Files.writeString(directory.resolve("seed.yaml"), document);
        assertThat(problems(examine(1, FREE_PORT, "--seed", seed.toString())))
                .singleElement()
                .satisfies(problem -> assertThat(problem.path("message").stringValue())
                        .startsWith("emulator.seed: ")
                        .contains(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seed=nope.yaml | there is no file nope.yaml",
                "--emulator.catalogue=pom.xml | pom.xml: 1:1: invalid character '<'",
                "--emulator.lifecycle.stages=FOO | emulator.lifecycle.stages",
            })
    void settingsThatOnlyAStartReadsAreCheckedByATrialStart(String setting, String reason) {
        assertThat(problems(examine(1, FREE_PORT, setting))).singleElement().satisfies(problem -> {
            assertThat(problem.path("message").stringValue()).contains(reason);
            assertThat(problem.path("remedy").stringValue()).isNotEmpty();
        });
    }

    @Test
    void aTrialStartWithAValidSeedLeavesNoData() throws IOException {
        var seed = Files.writeString(directory.resolve("seed.yaml"), "accounts: {acme: {datasets: {d: {}}}}");
        var data = directory.resolve("data");
        assertThat(finding(examine(0, FREE_PORT, "--seed=" + seed, "--data-dir=" + data), "seeds"))
                .isEqualTo("valid, in a trial start");
        assertThat(data).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "63, 1000, PROBLEM",
        "64, 1000, WARNING",
        "99, 1000, WARNING",
        "100, 1000, OK",
        "128, 256, OK",
        "800, 1000, OK",
        "801, 1000, WARNING"
    })
    void theHeapMustBeNeitherTooSmallNorTooLarge(long heap, long all, Level level) {
        var megabyte = 1024L * 1024;
        assertThat(new MemoryCheck(heap * megabyte, all * megabyte).run(context(Clock.systemUTC())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(level));
    }

    @ParameterizedTest
    @CsvSource({"17.0.15, OK", "25, OK", "26-ea, WARNING"})
    void anUntestedJavaVersionIsAWarning(String version, Level level) {
        assertThat(new JavaCheck(Runtime.Version.parse(version)).run(context(Clock.systemUTC())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(level));
    }

    @Test
    void aClockThatDiffersFromTheFileSystemIsAWarning() {
        var ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
        assertThat(new ClockCheck().run(context(ahead))).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.message()).matches(".* is (299|300) s off");
        });
        var sixties = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        assertThat(new ClockCheck().run(context(sixties)).get(0).level()).isNotEqualTo(Level.OK);
    }

    private static DoctorContext context(Clock clock) {
        return new DoctorContext(Settings.of(List.of(), Map.of()), List.of(), Map.of(), clock);
    }

    private static JsonNode examine(int exitCode, String... settings) {
        var terminal = new RecordedTerminal(Map.of());
        var arguments = new ArrayList<>(List.of("doctor", "--json"));
        arguments.addAll(List.of(settings));
        assertThat(terminal.run(arguments.toArray(String[]::new)))
                .as(terminal.out() + terminal.err())
                .isEqualTo(exitCode);
        var root = JsonMapper.shared().readTree(terminal.out());
        assertThat(root.path("ok").booleanValue()).isEqualTo(exitCode == 0);
        return root.path("findings");
    }

    private static List<JsonNode> problems(JsonNode findings) {
        return findings.valueStream()
                .filter(finding -> finding.path("level").stringValue().equals("PROBLEM"))
                .toList();
    }

    private static String finding(JsonNode findings, String check) {
        return findings.valueStream()
                .filter(finding -> finding.path("check").stringValue().equals(check))
                .findFirst()
                .orElseThrow()
                .path("message")
                .stringValue();
    }
}
