package dev.emulator.fireworks.store;

import java.lang.reflect.Constructor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;

/**
 * Makes rows that are not to be changed straight from a result, by the same mapping as JPA's. Most of the cost of a get through Hibernate
 * is in its query and its persistence context, which a row that will not change has no use for.
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
     * @throws IllegalArgumentException if the row is mapped in a way that JPA understands and this does not
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

    /** Reads all columns but those that views are without. */
    RowReader<R> ofViews() {
        return new RowReader<>(
                constructor,
                columns.stream().filter(column -> !column.isOmittedFromViews()).toList());
    }

    /** The columns in the order in which they have to be selected. */
    String columns() {
        return names;
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

    /** A row with nothing in it. */
    R blank() {
        try {
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
