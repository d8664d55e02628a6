package dev.emulator.fireworks.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.cli.doctor.Finding.Level;
import dev.emulator.fireworks.cli.settings.Settings;
import dev.emulator.fireworks.story.Emulator;
import dev.emulator.fireworks.story.Postgresql;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The findings of the command {@code doctor} on PostgreSQL. */
@Testcontainers(disabledWithoutDocker = true)
class DoctorOnPostgresqlTests {

    @Container
    private static final PostgreSQLContainer DATABASE = Postgresql.container();

    @Test
    void aDatabaseIsEmptyOrOfTheEmulatorOrOfAnotherApplication() throws SQLException {
        execute("create database fresh");
        assertFinding(examine("fresh", Clock.systemUTC()), Level.OK, "empty; the first start creates the tables");

        Emulator.start(settings("fresh")).close();
        assertFinding(examine("fresh", Clock.systemUTC()), Level.OK, ", schema ");

        execute("create database foreigner");
        try (var connection =
                        DriverManager.getConnection(url("foreigner"), DATABASE.getUsername(), DATABASE.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("create table guest (id int)");
        }
        assertFinding(examine("foreigner", Clock.systemUTC()), Level.PROBLEM, "contains tables of another application");
    }

    @Test
    void aRefusedConnectionIsAProblem() throws SQLException {
        assertFinding(examine("nowhere", Clock.systemUTC()), Level.PROBLEM, "database \"nowhere\" does not exist");

        execute("create user joe password 'joe'");
        execute("create database closed");
        execute("revoke all on database closed from public");
        assertFinding(
                examine(List.of(
                        "--spring.datasource.url=" + url("closed"),
                        "--spring.datasource.username=joe",
                        "--spring.datasource.password=joe")),
                Level.PROBLEM,
                "permission denied for database");
        assertFinding(
                examine(List.of(
                        "--spring.datasource.url=" + url("closed"),
                        "--spring.datasource.username=joe",
                        "--spring.datasource.password=wrong")),
                Level.PROBLEM,
                "password authentication failed");
    }

    @Test
    void aClockThatDiffersFromTheDatabaseIsAWarning() throws SQLException {
        execute("create database clocks");
        var findings = examine("clocks", Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5)));
        assertFinding(findings, Level.WARNING, "and of the database differ by 300 s");
    }

    private static void assertFinding(List<Finding> findings, Level level, String words) {
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.level()).isEqualTo(level);
            assertThat(finding.message()).contains(words);
        });
    }

    private static List<Finding> examine(String database, Clock clock) {
        return new DatabaseCheck()
                .run(new DoctorContext(Settings.of(settings(database), Map.of()), List.of(), Map.of(), clock));
    }

    private static List<Finding> examine(List<String> settings) {
        return new DatabaseCheck()
                .run(new DoctorContext(Settings.of(settings, Map.of()), List.of(), Map.of(), Clock.systemUTC()));
    }

    private static List<String> settings(String database) {
        return List.of(
                "--spring.datasource.url=" + url(database),
                "--spring.datasource.username=" + DATABASE.getUsername(),
                "--spring.datasource.password=" + DATABASE.getPassword());
    }

    private static String url(String database) {
        return "jdbc:postgresql://" + DATABASE.getHost() + ":" + DATABASE.getMappedPort(5432) + "/" + database;
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = DATABASE.createConnection("");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
