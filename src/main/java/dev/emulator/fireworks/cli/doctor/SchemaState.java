package dev.emulator.fireworks.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How the tables of a database compare with those that this emulator knows. */
final class SchemaState {

    private SchemaState() {}

    /** Looks only, and changes nothing. */
    static Finding of(String check, String where, Connection connection) throws SQLException {
        DataSource source = new SingleConnectionDataSource(connection, true);
        var migrations = Flyway.configure().dataSource(source).load().info();
        for (var migration : migrations.all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                return Finding.problem(
                        check,
                        where + " was written by a newer emulator: schema " + migration.getVersion(),
                        "Use that emulator's version, or give this one data of its own.");
            }
            if (migration.getState().isFailed()) {
                return Finding.problem(
                        check,
                        where + ": the change to schema " + migration.getVersion() + " was begun and failed",
                        "Restore a backup, or begin with an empty database.");
            }
        }
        var current = migrations.current();
        var pending = migrations.pending().length;
        if (current == null && hasTables(connection)) {
            return Finding.problem(
                    check, where + " holds tables of something else", "Give the emulator a database of its own.");
        }
        if (current == null) {
            return Finding.ok(check, where + ", still empty: the first start makes its tables");
        }
        return Finding.ok(
                check,
                where + ", schema " + version(current)
                        + (pending == 0 ? "" : "; the next start brings it up to date, in " + pending + " steps"));
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var tables = statement.executeQuery(
                        "select 1 from information_schema.tables where table_schema = current_schema")) {
            return tables.next();
        }
    }

    private static String version(MigrationInfo migration) {
        return String.valueOf(migration.getVersion());
    }
}
