package dev.emulator.fireworks.database;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All migrations as one script: H2 runs them, and says what they have made of an empty database. */
public final class SchemaScript {

    private static final Pattern TEXT = Pattern.compile("'[^']*'|[^']+");
    private static final Pattern PRIMARY_KEY = Pattern.compile("alter table (\\w+) add primary key ?(\\(.*\\));");

    private static final Pattern TABLE = Pattern.compile("create (?:table|(?:unique )?index \\w+ on) (\\w+) ");

    private SchemaScript() {}

    public static String ofMigrations() {
        try (var dataSource = new SingleConnectionDataSource("jdbc:h2:mem:" + DataDirectory.LIKE_POSTGRESQL, true)) {
            var flyway = Flyway.configure()
                    .dataSource(dataSource)
                    .placeholders(Map.of("binary", ""))
                    .load();
            flyway.migrate();
            var version = Objects.requireNonNull(flyway.info().current()).getVersion();
            var jdbc = JdbcClient.create(dataSource);
            jdbc.sql("drop table \"flyway_schema_history\"").update();
            return "-- version " + version + "\n-- Generated from the migrations; do not edit.\n"
                    + readable(jdbc.sql("script nodata nopasswords nosettings")
                            .query(String.class)
                            .list());
        }
    }

    /** Sequences, then each table with its key and indexes, by name, then what lies between tables. */
    private static String readable(List<String> script) {
        var before = new StringBuilder();
        var tables = new TreeMap<String, String>();
        var after = new StringBuilder();
        for (var written : script) {
            var statement = tidy(written);
            var key = PRIMARY_KEY.matcher(statement);
            var table = TABLE.matcher(statement);
            if (key.matches()) {
                tables.computeIfPresent(
                        key.group(1),
                        (name, sql) -> sql.replace("\n);\n", ",\n    primary key " + key.group(2) + "\n);\n"));
            } else if (table.lookingAt()) {
                tables.merge(table.group(1), statement + "\n", String::concat);
            } else if (!statement.startsWith("--") && !statement.startsWith("create user")) {
                (tables.isEmpty() ? before : after).append(statement).append('\n');
            }
        }
        return before + "\n" + String.join("\n", tables.values()) + after;
    }

    /** Without what is the default, and in small letters but for literals. */
    private static String tidy(String statement) {
        return TEXT.matcher(statement)
                .replaceAll(part -> Matcher.quoteReplacement(
                        part.group().startsWith("'")
                                ? part.group()
                                : part.group()
                                        .replace("\"public\".", "")
                                        .replaceAll("CONSTRAINT \"CONSTRAINT_\\w+\" ", "")
                                        .replaceAll("\"(\\w+)\"\\(", "$1 (")
                                        .replaceAll("\"(\\w+)\"", "$1")
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("create (memory|cached) table", "create table")
                                        .replace("unique nulls distinct", "unique")
                                        .replaceAll(" desc nulls first", " desc")
                                        .replaceAll(" nulls last", "")
                                        .replace("character varying(", "varchar(")
                                        .replace("character varying", "text")
                                        .replace("binary varying", "bytea")))
                .strip();
    }
}
