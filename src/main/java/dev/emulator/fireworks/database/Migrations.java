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
 * Creates or migrates the tables. Flyway is only loaded if there is something to migrate, because loading it is slow. A database in memory is
 * created by one script instead.
 */
@Component
public final class Migrations implements InitializingBean {

    private static final String SCRIPTS = "classpath:db/migration";

    /** The result of all migrations in one script, which is generated. */
    private static final String IN_MEMORY = "db/in-memory.sql";

    /** Prefix of the script's first line. The version of the last migration follows. */
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

    /** The schema version of this emulator. */
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
            // Checked first, because the database server would log a query of a missing table as an error.
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

    /** Connections without a network timeout, because the migration of a large table can exceed it. */
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

    /** By default, PostgreSQL compares text by the rules of a language. */
    private String collation() {
        return database.isH2() ? "" : "collate \"C\"";
    }
}
