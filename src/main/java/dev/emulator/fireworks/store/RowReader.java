package dev.emulator.fireworks.store;

import java.lang.reflect.Constructor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;

/**
 * Creates read-only rows directly from a result set, with the same mapping as JPA. Most of the cost of a get with Hibernate is its query and
 * persistence context, which a read-only row does not need.
 *
 * @param <R> the row
 */
final class RowReader<R extends Row<?>> implements RowMapper<R> {

    private final Constructor<R> constructor;
    private final List<RowColumn> columns;
    private final String names;

    private RowReader(Constructor<R> constructor, List<RowColumn> columns) {
        this.constructor = constructor;
        this.columns = columns;
        this.names = String.join(", ", columns.stream().map(RowColumn::name).toList());
    }

    /**
     * Reads all columns of a row.
     *
     * @throws IllegalArgumentException if the row has a mapping that JPA supports and this class does not
     */
    static <R extends Row<?>> RowReader<R> of(Class<R> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return new RowReader<>(constructor, RowColumn.of(type));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " has no constructor without parameters", e);
        }
    }

    /** Reads all columns except those that are {@link OmittedFromViews}. */
    RowReader<R> ofViews() {
        return new RowReader<>(
                constructor,
                columns.stream().filter(column -> !column.isOmittedFromViews()).toList());
    }

    /** The columns in the order of the select. */
    String columns() {
        return names;
    }

    /** The position of a column in the result set. */
    int index(String column) {
        return columns.stream().map(RowColumn::name).toList().indexOf(column) + 1;
    }

    @Override
    public R mapRow(ResultSet result, int number) throws SQLException {
        try {
            var row = blank();
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).read(result, i + 1, row);
            }
            return row;
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An empty row. */
    R blank() {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
