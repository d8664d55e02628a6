package dev.emulator.fireworks.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Repository of the problems in the rows of datasets. */
@Component
class DatasetProblems {

    private static final String ANY_METHOD = "";

    private final JdbcOperations jdbc;
    private final JdbcClient client;

    DatasetProblems(JdbcOperations jdbc, JdbcClient client) {
        this.jdbc = jdbc;
        this.client = client;
    }

    /** Replaces the problems of a dataset. */
    void replace(DatasetRow dataset, List<Problem> problems) {
        jdbc.update("delete from dataset_problem where dataset_uid = ?", dataset.uid());
        var rows = new ArrayList<Object[]>();
        for (var problem : problems) {
            var method =
                    problem.method() == null ? ANY_METHOD : problem.method().name();
            rows.add(
                    new Object[] {dataset.uid(), rows.size(), problem.filename(), problem.line(), problem.text(), method
                    });
        }
        jdbc.batchUpdate(
                "insert into dataset_problem (dataset_uid, seq, filename, line, reason, method) values (?, ?, ?, ?, ?, ?)",
                rows);
    }

    /** The first problem that a job with this method finds, as the live service words it. */
    Optional<String> first(DatasetRow dataset, TrainingMethod method) {
        return client.sql("select reason from dataset_problem where dataset_uid = ? and method in (?, ?)"
                        + " order by seq fetch first row only")
                .params(dataset.uid(), ANY_METHOD, method.name())
                .query(String.class)
                .optional();
    }
}
