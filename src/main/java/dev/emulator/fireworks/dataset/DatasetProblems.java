package dev.emulator.fireworks.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is wrong with the rows of each dataset, in the order of the rows. */
@Component
class DatasetProblems {

    private final JdbcOperations jdbc;
    private final JdbcClient client;

    DatasetProblems(JdbcOperations jdbc, JdbcClient client) {
        this.jdbc = jdbc;
        this.client = client;
    }

    /** Notes problems in the place of all that were noted before. */
    void note(DatasetRow dataset, List<Problem> problems) {
        jdbc.update("delete from dataset_problem where dataset_uid = ?", dataset.id());
        var rows = new ArrayList<Object[]>();
        for (var problem : problems) {
            rows.add(new Object[] {dataset.id(), rows.size(), problem.filename(), problem.line(), problem.text()});
        }
        jdbc.batchUpdate(
                "insert into dataset_problem (dataset_uid, seq, filename, line, reason) values (?, ?, ?, ?, ?)", rows);
    }

    /** The first problem, in the service's words. */
    Optional<String> first(DatasetRow dataset) {
        return client.sql("select reason from dataset_problem where dataset_uid = ? and seq = 0")
                .param(dataset.id())
                .query(String.class)
                .optional();
    }
}
