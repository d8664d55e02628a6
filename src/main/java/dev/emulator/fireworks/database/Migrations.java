package dev.emulator.fireworks.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.stereotype.Component;

/**
 * Gives the database this version's tables. Flyway does so where there is something to migrate; a database in memory, which nobody will
 * ever migrate, and one that is up to date do without it, because loading it is a tenth of a start.
 */
@Component
public final class Migrations implements InitializingBean {

    private static final String SCRIPTS = "classpath:db/migration";

    /** What all scripts together come to; the build generates it. */
    private static final String IN_MEMORY = "db/in-memory.sql";

    /** The beginning of its first line; the version of the last script follows. */
    private static final String HEADER = "-- version ";

    private final DataSource dataSource;
    private final Database database;
    private final @Nullable String schema;
    private final String locations;

    Migrations(DataSource dataSource, Database database, Environment environment) {
        this.dataSource = dataSource;
        this.database = database;
        this.schema = environment.getProperty("spring.flyway.default-schema");
        this.locations = environment.getProperty("spring.flyway.locations", SCRIPTS);
    }

    /** The version of the tables that this emulator works with. */
    public int version() {
        try (var lines = new BufferedReader(new InputStreamReader(script().getInputStream(), UTF_8))) {
            return Integer.parseInt(lines.readLine().substring(HEADER.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterPropertiesSet() {
        var asUsual = schema == null && locations.equals(SCRIPTS);
        if (asUsual && database.isInMemory()) {
            create();
        } else if (!asUsual || !isCurrent()) {
            migrate();
        }
    }

    private void create() {
        var tables = new JdbcTemplate(dataSource)
                .queryForList("select table_name from information_schema.tables where table_name = 'account'");
        if (tables.isEmpty()) {
            new ResourceDatabasePopulator(script()).execute(dataSource);
        }
    }

    private static ClassPathResource script() {
        return new ClassPathResource(IN_MEMORY);
    }

    private boolean isCurrent() {
        try {
            var jdbc = new JdbcTemplate(dataSource);
            // Asked for first, because a database notes a query for a table that is not there as an error.
            if (jdbc.queryForList("select table_name from information_schema.tables"
                            + " where table_name = 'flyway_schema_history' and table_schema = current_schema")
                    .isEmpty()) {
                return false;
            }
            var applied = jdbc.queryForList(
                    "select version from flyway_schema_history where success and version is not null", String.class);
            return applied.stream().mapToInt(Integer::parseInt).max().orElse(0) == version();
        } catch (DataAccessException e) {
            return false;
        }
    }

    private void migrate() {
        var flyway = Flyway.configure()
                .dataSource(database.isH2() ? dataSource : slow(dataSource))
                .locations(locations.split(","))
                .placeholders(Map.of("binary", collation()));
        if (schema != null) {
            flyway.defaultSchema(schema);
        }
        flyway.load().migrate();
    }

    /** A table may be large, and its migration slower than a server that is otherwise taken for gone. */
    private static DataSource slow(DataSource dataSource) {
        return new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                connection.setNetworkTimeout(Runnable::run, 0);
                return connection;
            }
        };
    }

    /** PostgreSQL compares text by the rules of a language unless told otherwise. */
    private String collation() {
        return database.isH2() ? "" : "collate \"C\"";
    }
}
