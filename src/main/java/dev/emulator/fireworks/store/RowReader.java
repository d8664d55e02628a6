package dev.emulator.fireworks.store;

import jakarta.persistence.Basic;
import jakarta.persistence.Column;
import jakarta.persistence.FetchType;
import jakarta.persistence.Transient;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Makes rows that are only to be looked at straight from a result, by the same mapping as JPA's. Most of the cost of a get through
 * Hibernate is in its query and its persistence context, which a row that will not change has no use for.
 *
 * @param <R> the row
 */
final class RowReader<R extends Row<?>> implements RowMapper<R> {

    private final Constructor<R> constructor;
    private final List<Cell> cells = new ArrayList<>();

    RowReader(Class<R> type) {
        this(type, false);
    }

    /** @param whole whether what is fetched lazily is read as well */
    RowReader(Class<R> type, boolean whole) {
        try {
            constructor = type.getDeclaredConstructor();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is no entity", e);
        }
        constructor.setAccessible(true);
        for (Class<?> part = type; part != Object.class; part = part.getSuperclass()) {
            Arrays.stream(part.getDeclaredFields())
                    .filter(field -> isColumn(field, whole))
                    .map(Cell::of)
                    .forEach(cells::add);
        }
    }

    String columns() {
        return String.join(", ", cells.stream().map(Cell::column).toList());
    }

    @Override
    public R mapRow(ResultSet result, int number) throws SQLException {
        try {
            var row = blank();
            for (int i = 0; i < cells.size(); i++) {
                var field = cells.get(i).field();
                field.set(row, value(result, i + 1, field.getType()));
            }
            return row;
        } catch (ReflectiveOperationException e) {
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

    private record Cell(Field field, String column) {

        private static Cell of(Field field) {
            field.setAccessible(true);
            return new Cell(field, columnOf(field));
        }
    }

    /** The column that a field of a row is stored in. */
    static String columnOf(Field field) {
        var column = field.getAnnotation(Column.class);
        return column == null || column.name().isEmpty()
                ? field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
                : column.name();
    }

    /** What is fetched lazily is for those who change rows, and stays unset in one that is only looked at. */
    private static boolean isColumn(Field field, boolean whole) {
        var basic = field.getAnnotation(Basic.class);
        return !Modifier.isStatic(field.getModifiers())
                && !field.isAnnotationPresent(Transient.class)
                && (whole || basic == null || basic.fetch() == FetchType.EAGER);
    }

    private static @Nullable Object value(ResultSet result, int index, Class<?> type) throws SQLException {
        if (type == String.class) {
            return result.getString(index);
        }
        if (type == Instant.class) {
            var time = result.getObject(index, OffsetDateTime.class);
            return time == null ? null : time.toInstant();
        }
        if (type == int.class) {
            return result.getInt(index);
        }
        if (type == long.class) {
            return result.getLong(index);
        }
        if (type == double.class) {
            return result.getDouble(index);
        }
        if (type == boolean.class) {
            return result.getBoolean(index);
        }
        if (type.isEnum()) {
            return constant(type, result.getString(index));
        }
        return result.getObject(index, type);
    }

    private static @Nullable Object constant(Class<?> type, @Nullable String name) {
        for (var constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        if (name != null) {
            throw new IllegalArgumentException("no " + type.getSimpleName() + " is called " + name);
        }
        return null;
    }
}
