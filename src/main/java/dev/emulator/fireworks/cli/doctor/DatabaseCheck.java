package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.cli.console.ErrorMessages;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/** Whether the database that the emulator is told to use is there, lets it in, fits, and goes by the same time. */
final class DatabaseCheck implements Check {

    private static final String NAME = "database";
    private static final Duration MOST_SKEW = Duration.ofSeconds(2);

    @Override
    public List<Finding> run(DoctorContext context) {
        var access = context.database();
        if (access.isH2()) {
            return List.of(Finding.ok(NAME, "none is set, so the emulator uses its own"));
        }
        if (!access.isPostgresql()) {
            return List.of(Finding.problem(
                    NAME, "spring.datasource.url is " + access, "Only jdbc:postgresql://HOST:PORT/NAME can be used."));
        }
        try (var connection = access.open()) {
            return look(connection, access, context.clock());
        } catch (SQLException e) {
            return List.of(Finding.problem(NAME, access + ": " + ErrorMessages.of(e), remedy(e)));
        } catch (FlywayException e) {
            return List.of(Finding.problem(
                    NAME, access + ": " + ErrorMessages.of(e), "Give the emulator a database of its own."));
        }
    }

    private static List<Finding> look(Connection connection, DatabaseAccess access, Clock clock) throws SQLException {
        var findings = new ArrayList<Finding>();
        var version = connection.getMetaData().getDatabaseProductVersion();
        skew(connection, clock).ifPresent(findings::add);
        rights(connection).ifPresent(findings::add);
        findings.add(SchemaState.of(NAME, access + ", PostgreSQL " + version, connection));
        return findings;
    }

    /** What is due is looked for by the emulators' clocks; the database's shows whether this one's is off. */
    private static Optional<Finding> skew(Connection connection, Clock clock) throws SQLException {
        var before = clock.instant();
        var there = ask(connection, "select clock_timestamp()", Timestamp.class).toInstant();
        var skew = Duration.between(before, there).abs();
        return skew.compareTo(MOST_SKEW) <= 0
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "clock",
                        "this machine's and the database's are " + skew.toSeconds() + " s apart",
                        "Synchronise both (NTP), or emulators that share the database see different times."));
    }

    private static Optional<Finding> rights(Connection connection) throws SQLException {
        var mayCreate = "select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)";
        return ask(connection, mayCreate, Boolean.class)
                ? Optional.empty()
                : Optional.of(Finding.problem(
                        NAME,
                        "the user may make no tables in the database",
                        "As its owner: grant all on schema public to the user."));
    }

    private static <T> T ask(Connection connection, String question, Class<T> type) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getObject(1, type);
        }
    }

    /** By the classes of the SQL standard's codes. */
    private static String remedy(SQLException e) {
        return switch (Objects.requireNonNullElse(e.getSQLState(), "")) {
            case "28P01", "28000" ->
                "Correct spring.datasource.username and spring.datasource.password, or let them in at the database.";
            case "3D000" -> "Make it: createdb NAME; or correct the name at the end of spring.datasource.url.";
            case "57P03" -> "It is starting or stopping; wait a moment.";
            case "53300" -> "It has no connection left; close some, or raise its max_connections.";
            default -> "Start it, and check host and port in spring.datasource.url (SPRING_DATASOURCE_URL).";
        };
    }
}
