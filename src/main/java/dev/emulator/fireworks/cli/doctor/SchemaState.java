package dev.emulator.fireworks.cli.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Compares the schema of a database with the migrations of this emulator. */
final class SchemaState {

    private SchemaState() {}

    /** Reads the state; changes nothing. */
    static Finding of(String check, String where, Connection connection) throws SQLException {
        DataSource source = new SingleConnectionDataSource(connection, true);
        var migrations = Flyway.configure().dataSource(source).load().info();
        for (var migration : migrations.all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                return Finding.problem(
                        check,
                        where + " was written by a newer emulator: schema " + migration.getVersion(),
                        "Use that version of the emulator, or separate data for this one.");
            }
            if (migration.getState().isFailed()) {
                return Finding.problem(
                        check,
                        where + ": the migration to schema " + migration.getVersion() + " failed",
                        "Restore a backup, or start with an empty database.");
            }
        }
        var current = migrations.current();
        var pending = migrations.pending().length;
        if (current == null && hasTables(connection)) {
            return Finding.problem(
                    check,
                    where + " contains tables of another application",
                    "Use a separate database for the emulator.");
        }
        if (current == null) {
            return Finding.ok(check, where + ", empty; the first start creates the tables");
        }
        return Finding.ok(
                check,
                where + ", schema " + version(current)
                        + (pending == 0 ? "" : "; the next start applies " + pending + " migrations"));
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
