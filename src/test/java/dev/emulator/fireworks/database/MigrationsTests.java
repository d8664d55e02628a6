package dev.emulator.fireworks.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.Emulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The tables are the same, whether a script or Flyway creates them. */
class MigrationsTests {

    private static final List<String> CATALOGUE = List.of(
            "select table_name, column_name, ordinal_position, data_type, character_maximum_length, datetime_precision,"
                    + " column_default, is_nullable from information_schema.columns where table_schema = 'public'"
                    + " and table_name <> 'flyway_schema_history' order by table_name, ordinal_position",
            // H2 generates the names of primary keys.
            "select table_name, regexp_replace(index_name, '^PRIMARY_KEY.*', 'PRIMARY_KEY') index, ordinal_position,"
                    + " column_name, ordering_specification, is_unique"
                    + " from information_schema.index_columns where table_schema = 'public'"
                    + " and table_name <> 'flyway_schema_history' order by table_name, index, ordinal_position",
            "select table_name, constraint_type, count(*) from information_schema.table_constraints"
                    + " where table_schema = 'public' and table_name <> 'flyway_schema_history'"
                    + " group by table_name, constraint_type order by table_name, constraint_type",
            "select sequence_name, increment, start_value from information_schema.sequences"
                    + " where sequence_schema = 'public'");

    @Test
    void theTablesInMemoryEqualTheTablesThatFlywayCreates(@TempDir Path directory) {
        assertThat(tables(List.of("--spring.datasource.url=jdbc:h2:mem:" + directory.getFileName()
                        + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH")))
                .isEqualTo(tables(Emulator.in(directory)))
                .allSatisfy(rows -> assertThat(rows).isNotEmpty());
    }

    @Test
    void theSecondStartRunsNoMigrationAgain(@TempDir Path directory) throws IOException {
        for (var i = 0; i < 2; i++) {
            try (var emulator = Emulator.start(Emulator.in(directory))) {
                assertThat(emulator.jdbc()
                                .sql("select count(*) from flyway_schema_history where version is not null")
                                .query(Integer.class)
                                .single())
                        .isEqualTo(scripts());
            }
        }
    }

    private static int scripts() throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/*.sql").length;
    }

    private static List<List<Map<String, Object>>> tables(List<String> settings) {
        var all = new ArrayList<>(settings);
        all.add("--spring.jpa.hibernate.ddl-auto=validate");
        try (var emulator = Emulator.start(all)) {
            return CATALOGUE.stream()
                    .map(sql -> emulator.jdbc().sql(sql).query().listOfRows())
                    .toList();
        }
    }
}
