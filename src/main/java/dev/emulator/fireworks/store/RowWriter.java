package dev.emulator.fireworks.store;

import jakarta.persistence.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Inserts rows with one JDBC batch, with the same mapping as JPA. Half of the cost of an insert with Hibernate is its persistence context, which
 * a row that is not changed again does not need.
 *
 * @param <T> the row
 */
public final class RowWriter<T> {

    private final JdbcOperations jdbc;
    private final List<RowColumn> columns;
    private final String insert;

    /** @throws IllegalArgumentException if the row has a mapping that JPA supports and this class does not */
    public RowWriter(JdbcOperations jdbc, Class<T> type) {
        this.jdbc = jdbc;
        this.columns = RowColumn.of(type);
        this.insert = "insert into " + table(type) + " ("
                + String.join(", ", columns.stream().map(RowColumn::name).toList()) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    private static String table(Class<?> type) {
        var table = type.getAnnotation(Table.class);
        return table == null ? type.getSimpleName().toLowerCase(Locale.ROOT) : table.name();
    }

    /** Inserts rows in the current transaction. */
    public void insert(List<? extends T> rows) {
        jdbc.batchUpdate(insert, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int index) throws SQLException {
                for (int i = 0; i < columns.size(); i++) {
                    columns.get(i).write(rows.get(index), statement, i + 1);
                }
            }

            @Override
            public int getBatchSize() {
                return rows.size();
            }
        });
    }
}
