package dev.emulator.fireworks.store;

import jakarta.persistence.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Writes rows of one table in JDBC batches, with the same mapping as JPA. Most of the cost of a write with Hibernate is its persistence context,
 * which finds out what has changed.
 *
 * @param <T> the row
 */
public final class RowWriter<T> {

    private final JdbcOperations jdbc;
    private final String table;
    private final List<RowColumn> columns;
    private final String insert;

    /** @throws IllegalArgumentException if the row has a mapping that JPA supports and this class does not */
    public RowWriter(JdbcOperations jdbc, Class<T> type) {
        this.jdbc = jdbc;
        this.table = table(type);
        this.columns = RowColumn.of(type);
        this.insert = "insert into " + table + " ("
                + String.join(", ", columns.stream().map(RowColumn::name).toList()) + ") values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
    }

    /** The table of an entity. */
    static String table(Class<?> type) {
        var table = type.getAnnotation(Table.class);
        return table == null ? type.getSimpleName().toLowerCase(Locale.ROOT) : table.name();
    }

    /** Sets the parameters of a row. */
    private interface Setter {
        void set(PreparedStatement statement, int row) throws SQLException;
    }

    /** Inserts rows in the current transaction. */
    public void insert(List<? extends T> rows) {
        batch(insert, rows.size(), (statement, row) -> write(columns, rows.get(row), statement));
    }

    /** The values of a row's columns. */
    @Nullable
    Object[] values(T row) {
        return columns.stream().map(column -> column.valueOf(row)).toArray();
    }

    /** Updates locked rows. Writes the columns that have changed in any row. */
    void update(List<? extends Row<?>> rows, List<@Nullable Object[]> before) {
        var changed = IntStream.range(0, columns.size())
                .filter(column -> isChanged(column, rows, before))
                .mapToObj(columns::get)
                .toList();
        var assignments = changed.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(", "));
        batch(
                "update " + table + " set " + assignments + ", version = version + 1 where uid = ?",
                rows.size(),
                (statement, row) -> {
                    write(changed, rows.get(row), statement);
                    statement.setLong(changed.size() + 1, rows.get(row).uid());
                });
    }

    private boolean isChanged(int column, List<?> rows, List<@Nullable Object[]> before) {
        return IntStream.range(0, rows.size())
                .anyMatch(row -> !Objects.equals(columns.get(column).valueOf(rows.get(row)), before.get(row)[column]));
    }

    void delete(List<Long> keys) {
        batch("delete from " + table + " where uid = ?", keys.size(), (statement, row) -> {
            statement.setLong(1, keys.get(row));
        });
    }

    private static void write(List<RowColumn> columns, Object row, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).write(row, statement, i + 1);
        }
    }

    private void batch(String sql, int rows, Setter setter) {
        if (rows == 0) {
            return;
        }
        jdbc.batchUpdate(sql, new BatchPreparedStatementSetter() {
            @Override
            public void setValues(PreparedStatement statement, int row) throws SQLException {
                setter.set(statement, row);
            }

            @Override
            public int getBatchSize() {
                return rows;
            }
        });
    }
}
