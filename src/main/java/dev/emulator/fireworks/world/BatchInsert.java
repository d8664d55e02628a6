package dev.emulator.fireworks.world;

import dev.emulator.fireworks.aip.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcOperations;

/** Inserts rows into a table in batches. Columns that a row lacks get their default. */
final class BatchInsert {

    private static final int BATCH = 500;

    /** Limits the size of batches with long texts. */
    private static final long MOST_CHARACTERS = 4_000_000;

    private final JdbcOperations jdbc;
    private final String table;
    private final List<Object[]> rows = new ArrayList<>();
    private List<String> columns = List.of();
    private int firstLine;
    private int line;
    private long characters;

    BatchInsert(JdbcOperations jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
    }

    void add(int number, List<String> names, List<@Nullable Object> values) {
        if (rows.size() == BATCH || characters > MOST_CHARACTERS || !names.equals(columns)) {
            flush();
        }
        if (rows.isEmpty()) {
            columns = names;
            firstLine = number;
        }
        line = number;
        rows.add(values.toArray());
        for (var value : values) {
            characters += value instanceof String text ? text.length() : 0;
        }
    }

    void flush() {
        if (rows.isEmpty()) {
            return;
        }
        var places = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        try {
            jdbc.batchUpdate(
                    "insert into " + table + " (" + String.join(", ", columns) + ") values (" + places + ")", rows);
        } catch (DataIntegrityViolationException e) {
            var reason = Objects.requireNonNullElse(e.getMostSpecificCause().getMessage(), e.toString());
            throw ApiException.invalidArgument(String.format(
                    Locale.ROOT,
                    "%s, lines %d to %d: the database rejected a row: %s",
                    Archive.table(table),
                    firstLine,
                    line,
                    reason.lines().findFirst().orElse("")));
        }
        rows.clear();
        characters = 0;
    }
}
