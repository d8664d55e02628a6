package dev.emulator.fireworks.store;

import jakarta.persistence.Table;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
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
    private final RowColumn[] columns;
    private final String insert;

    /** @throws IllegalArgumentException if the row has a mapping that JPA supports and this class does not */
    public RowWriter(JdbcOperations jdbc, Class<T> type) {
        this.jdbc = jdbc;
        this.table = table(type);
        this.columns = RowColumn.of(type).toArray(RowColumn[]::new);
        this.insert = "insert into " + table + " ("
                + Arrays.stream(columns).map(RowColumn::name).collect(Collectors.joining(", ")) + ") values ("
                + String.join(", ", Collections.nCopies(columns.length, "?")) + ")";
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
        batch(insert, rows.size(), (statement, row) -> {
            for (int i = 0; i < columns.length; i++) {
                columns[i].write(columns[i].valueOf(rows.get(row)), statement, i + 1);
            }
        });
    }

    /** The values of a row's columns. */
    @Nullable
    Object[] values(T row) {
        var values = new @Nullable Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = columns[i].valueOf(row);
        }
        return values;
    }

    /** The former and the current values of a row's columns. */
    record Change(
            long uid, @Nullable Object[] before, @Nullable Object[] after) {

        boolean isOf(int column) {
            return !Objects.equals(before[column], after[column]);
        }
    }

    /** Updates locked rows. Writes the columns that have changed in any row. */
    void update(List<Change> changes) {
        var changed = IntStream.range(0, columns.length)
                .filter(column -> changes.stream().anyMatch(change -> change.isOf(column)))
                .toArray();
        var assignments = Arrays.stream(changed)
                .mapToObj(column -> columns[column].name() + " = ?, ")
                .collect(Collectors.joining());
        batch(
                "update " + table + " set " + assignments + "version = version + 1 where uid = ?",
                changes.size(),
                (statement, row) -> {
                    var change = changes.get(row);
                    for (int i = 0; i < changed.length; i++) {
                        columns[changed[i]].write(change.after()[changed[i]], statement, i + 1);
                    }
                    statement.setLong(changed.length + 1, change.uid());
                });
    }

    void delete(List<Long> keys) {
        batch("delete from " + table + " where uid = ?", keys.size(), (statement, row) -> {
            statement.setLong(1, keys.get(row));
        });
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
