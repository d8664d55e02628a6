package dev.emulator.fireworks.world;

import dev.emulator.fireworks.database.Migrations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;

/** The schema of the database's tables in this version of the emulator. */
@Component
class DatabaseTables {

    private final JdbcOperations jdbc;
    private final Migrations migrations;
    private final ObjectProvider<BuildProperties> build;
    private final Map<String, List<String>> primaryKeys = new ConcurrentHashMap<>();

    DatabaseTables(JdbcOperations jdbc, Migrations migrations, ObjectProvider<BuildProperties> build) {
        this.jdbc = jdbc;
        this.migrations = migrations;
        this.build = build;
    }

    List<TableColumn> columns(String table) {
        ResultSetExtractor<List<TableColumn>> columns = result -> TableColumn.of(result.getMetaData());
        return jdbc.query("select * from " + table + " where 1 = 0", columns);
    }

    /** Returns the columns of the primary key in order. Exports are sorted by it, so that equal contents give equal archives. */
    List<String> primaryKey(String table) {
        return primaryKeys.computeIfAbsent(
                table,
                name -> jdbc.queryForList(
                        "select lower(columns.column_name) from information_schema.key_column_usage columns"
                                + " join information_schema.table_constraints keys"
                                + " on keys.constraint_name = columns.constraint_name"
                                + " and keys.table_schema = columns.table_schema"
                                + " and keys.table_name = columns.table_name"
                                + " where keys.constraint_type = 'PRIMARY KEY' and keys.table_schema = current_schema"
                                + " and lower(keys.table_name) = ? order by columns.ordinal_position",
                        String.class,
                        name));
    }

    /** Returns the version of the latest migration. */
    int version() {
        return migrations.version();
    }

    /** Returns the version of the emulator; empty if it was not packaged. */
    String emulatorVersion() {
        var known = build.getIfAvailable();
        var version = known == null ? null : known.getVersion();
        return version == null ? "" : version;
    }
}
