package dev.emulator.fireworks.world;

import dev.emulator.fireworks.database.Migrations;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;

/** What tables look like in this version of the emulator. */
@Component
class DatabaseTables {

    private final JdbcOperations jdbc;
    private final Migrations migrations;
    private final ObjectProvider<BuildProperties> build;

    DatabaseTables(JdbcOperations jdbc, Migrations migrations, ObjectProvider<BuildProperties> build) {
        this.jdbc = jdbc;
        this.migrations = migrations;
        this.build = build;
    }

    List<TableColumn> columns(String table) {
        ResultSetExtractor<List<TableColumn>> columns = result -> TableColumn.of(result.getMetaData());
        return jdbc.query("select * from " + table + " where 1 = 0", columns);
    }

    /** The latest migration. */
    int version() {
        return migrations.version();
    }

    /** Empty for one that was never packaged. */
    String emulatorVersion() {
        var known = build.getIfAvailable();
        var version = known == null ? null : known.getVersion();
        return version == null ? "" : version;
    }
}
