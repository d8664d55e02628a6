package dev.emulator.fireworks.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A total order by columns, for keyset pagination. A page begins after the position of a row, even if that row has changed or was deleted, and
 * its cost does not depend on the number of rows before it.
 *
 * @param <R> the row
 */
final class Keyset<R extends Row<?>> {

    /** A column and its direction. */
    record Key<R extends Row<?>>(Column<R> column, boolean descending) {

        private String sql() {
            return column.sql() + (descending ? " desc" : "");
        }

        private SqlCondition after(@Nullable Object value) {
            var sql = column.sql();
            if (value == null) {
                return SqlCondition.of(descending ? sql + " is not null" : "false");
            }
            if (descending) {
                return SqlCondition.of(sql + " < ?", value);
            }
            return SqlCondition.of(
                    column.nullable() ? "(" + sql + " > ? or " + sql + " is null)" : sql + " > ?", value);
        }

        private SqlCondition equal(@Nullable Object value) {
            return value == null
                    ? SqlCondition.of(column.sql() + " is null")
                    : SqlCondition.of(column.sql() + " = ?", value);
        }

        /** True for all rows at or after the value. With it, the database starts at the right place of an index. */
        private SqlCondition from(@Nullable Object value) {
            return value == null || column.nullable()
                    ? SqlCondition.of("true")
                    : SqlCondition.of(column.sql() + (descending ? " <= ?" : " >= ?"), value);
        }
    }

    private final List<Key<R>> keys;

    /** Adds the name as the last key if it is missing, in the direction of the key before it, so that an index can be used. */
    Keyset(List<Key<R>> wanted) {
        var all = new ArrayList<>(wanted);
        if (wanted.stream().noneMatch(key -> key.column().kind() == Column.Kind.NAME)) {
            all.add(new Key<>(
                    Column.name(),
                    !wanted.isEmpty() && wanted.get(wanted.size() - 1).descending()));
        }
        keys = List.copyOf(all);
    }

    String orderBy() {
        return keys.stream().map(Key::sql).collect(Collectors.joining(", "));
    }

    List<@Nullable String> position(R row) {
        var position = new ArrayList<@Nullable String>();
        keys.forEach(key -> position.add(key.column().text(row)));
        return position;
    }

    int size() {
        return keys.size();
    }

    SqlCondition after(List<@Nullable String> position) {
        var values = new ArrayList<@Nullable Object>();
        for (int i = 0; i < keys.size(); i++) {
            var text = position.get(i);
            values.add(text == null ? null : keys.get(i).column().parse(text));
        }
        var alternatives = new ArrayList<SqlCondition>();
        for (int i = 0; i < keys.size(); i++) {
            var steps = new ArrayList<SqlCondition>();
            for (int j = 0; j < i; j++) {
                steps.add(keys.get(j).equal(values.get(j)));
            }
            steps.add(keys.get(i).after(values.get(i)));
            alternatives.add(SqlCondition.all(steps));
        }
        return keys.size() == 1
                ? alternatives.get(0)
                : keys.get(0).from(values.get(0)).and(SqlCondition.any(alternatives));
    }
}
