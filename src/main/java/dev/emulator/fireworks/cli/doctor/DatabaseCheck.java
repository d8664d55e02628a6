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

/** Checks whether the configured database answers, accepts the login, has a usable schema, and has the same time. */
final class DatabaseCheck implements Check {

    private static final String NAME = "database";
    private static final Duration MOST_SKEW = Duration.ofSeconds(2);

    @Override
    public List<Finding> run(DoctorContext context) {
        var access = context.database();
        if (access.isH2()) {
            return List.of(Finding.ok(NAME, "none configured; the emulator uses its embedded database"));
        }
        if (!access.isPostgresql()) {
            return List.of(Finding.problem(
                    NAME,
                    "spring.datasource.url is " + access,
                    "Use jdbc:postgresql://HOST:PORT/NAME; no other database is supported."));
        }
        try (var connection = access.open()) {
            return look(connection, access, context.clock());
        } catch (SQLException e) {
            return List.of(Finding.problem(NAME, access + ": " + ErrorMessages.of(e), remedy(e)));
        } catch (FlywayException e) {
            return List.of(Finding.problem(
                    NAME, access + ": " + ErrorMessages.of(e), "Use a separate database for the emulator."));
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

    /** Emulators that share a database go by their own clocks, so each compares its clock with the database's. */
    private static Optional<Finding> skew(Connection connection, Clock clock) throws SQLException {
        var before = clock.instant();
        var there = ask(connection, "select clock_timestamp()", Timestamp.class).toInstant();
        var skew = Duration.between(before, there).abs();
        return skew.compareTo(MOST_SKEW) <= 0
                ? Optional.empty()
                : Optional.of(Finding.warning(
                        "clock",
                        "the clocks of this machine and of the database differ by " + skew.toSeconds() + " s",
                        "Synchronise both (NTP). Otherwise, emulators that share the database show different times."));
    }

    private static Optional<Finding> rights(Connection connection) throws SQLException {
        var mayCreate = "select coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)";
        return ask(connection, mayCreate, Boolean.class)
                ? Optional.empty()
                : Optional.of(Finding.problem(
                        NAME,
                        "the user is not allowed to create tables in the database",
                        "As the owner of the database, grant all on schema public to the user."));
    }

    private static <T> T ask(Connection connection, String question, Class<T> type) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getObject(1, type);
        }
    }

    /** Chooses the remedy by SQLSTATE. */
    private static String remedy(SQLException e) {
        return switch (Objects.requireNonNullElse(e.getSQLState(), "")) {
            case "28P01", "28000" ->
                "Correct spring.datasource.username and spring.datasource.password, or allow the login in the database.";
            case "3D000" ->
                "Create the database (createdb NAME), or correct the name at the end of spring.datasource.url.";
            case "57P03" -> "The database is starting or stopping; try again in a moment.";
            case "53300" -> "The database has no connection left; close some, or raise its max_connections.";
            default -> "Start the database, and check host and port in spring.datasource.url (SPRING_DATASOURCE_URL).";
        };
    }
}
