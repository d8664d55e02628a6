package dev.emulator.fireworks.store;

import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a resource that is stored in a column, so that the database can filter and order by it.
 *
 * @param path path of the field in JSON
 * @param sql name of the column
 * @param kind type of the values, which determines their format in page tokens
 * @param nullable whether the field can be unset
 * @param value returns the value of a row
 * @param <R> the row
 */
public record Column<R extends Row<?>>(
        String path, String sql, Kind kind, boolean nullable, Function<R, @Nullable Object> value) {

    /** {@code NAME} is a text with the last segment of a resource name. */
    public enum Kind {
        NAME,
        TEXT,
        TIME
    }

    public static <R extends Row<?>> Column<R> name() {
        return new Column<>("name", "resource_id", Kind.NAME, false, Row::resourceId);
    }

    public static <R extends Row<?>> Column<R> text(String path, String sql, Function<R, @Nullable Object> value) {
        return new Column<>(path, sql, Kind.TEXT, false, value);
    }

    public static <R extends Row<?>> Column<R> time(String path, String sql, Function<R, @Nullable Object> value) {
        return new Column<>(path, sql, Kind.TIME, false, value);
    }

    public Column<R> orUnset() {
        return new Column<>(path, sql, kind, true, value);
    }

    @Nullable
    String text(R row) {
        var held = value.apply(row);
        return held == null ? null : held.toString();
    }

    Object parse(String text) {
        return kind == Kind.TIME ? Instant.parse(text) : text;
    }
}
