package dev.emulator.fireworks.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Jobs that train on preferences can use preference datasets that an older version has validated. */
class PreferenceMigrationTests {

    private static final String NO_MESSAGES =
            "chat dataset validation failed on f:0: messages must be a non-empty array";

    @Test
    void onlyProblemsOfPreferencesWithAnotherMethodAreMarked() {
        try (var dataSource = new SingleConnectionDataSource("jdbc:h2:mem:" + DataDirectory.LIKE_POSTGRESQL, true)) {
            migrate(dataSource, "6");
            var jdbc = JdbcClient.create(dataSource);
            dataset(jdbc, 1, 3, NO_MESSAGES);
            dataset(jdbc, 2, 2, NO_MESSAGES, "preference dataset validation failed on f:2: tools must be an array");
            dataset(jdbc, 3, 2, NO_MESSAGES);
            dataset(jdbc, 4, 3, "chat dataset validation failed on f:0: weight must be a number");
            migrate(dataSource, "7");
            assertThat(jdbc.sql("select dataset_uid || ' ' || seq || ' ' || method from dataset_problem order by 1")
                            .query(String.class)
                            .list())
                    .containsExactly("1 0 SUPERVISED", "2 0 SUPERVISED", "2 1 ", "3 0 ", "4 0 ");
        }
    }

    private static void migrate(SingleConnectionDataSource dataSource, String version) {
        Flyway.configure()
                .dataSource(dataSource)
                .placeholders(Map.of("binary", ""))
                .target(version)
                .load()
                .migrate();
    }

    /** A dataset of three rows. */
    private static void dataset(JdbcClient jdbc, int uid, int trainable, String... problems) {
        jdbc.sql(
                        "insert into dataset (uid, version, account_id, resource_id, created_by, create_time, update_time, state,"
                                + " status_code, status_message, row_count, trainable_count, estimated_token_count,"
                                + " average_turn_count, stuck, spec, spec_format)"
                                + " values (?, 0, 'a', 'd' || ?, '', now(), now(), 'READY', 'OK', '', 3, ?, 0, 0, false, '{}', 0)")
                .params(uid, uid, trainable)
                .update();
        for (var seq = 0; seq < problems.length; seq++) {
            jdbc.sql("insert into dataset_problem (dataset_uid, seq, filename, line, reason) values (?, ?, 'f', 0, ?)")
                    .params(uid, seq, problems[seq])
                    .update();
        }
    }
}
