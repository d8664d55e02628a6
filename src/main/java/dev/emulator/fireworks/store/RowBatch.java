package dev.emulator.fireworks.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the current transaction has locked, without a persistence context. {@link #save} writes all changes together.
 *
 * @param <R> the row
 */
public final class RowBatch<R extends Row<?>> {

    private final RowWriter<R> writer;
    private final List<Locked<R>> locked;
    private final List<Row<?>> removed = new ArrayList<>();

    RowBatch(RowWriter<R> writer, List<R> rows) {
        this.writer = writer;
        this.locked =
                rows.stream().map(row -> new Locked<>(row, writer.values(row))).toList();
    }

    /** @param before the values of the row's columns in the database */
    private record Locked<R>(R row, @Nullable Object[] before) {}

    /** The rows in the order of the query. */
    public List<R> rows() {
        return locked.stream().map(Locked::row).toList();
    }

    /** Removes a row when the batch is saved. */
    public void remove(Row<?> row) {
        removed.add(row);
    }

    /** Updates the rows that have changed, and deletes those that were removed. */
    public void save() {
        locked.forEach(one -> one.row().checkBeforeWriting());
        writer.update(locked.stream()
                .filter(one -> !removed.contains(one.row()))
                .map(one -> new RowWriter.Change(one.row().uid(), one.before(), writer.values(one.row())))
                .filter(change -> !Arrays.equals(change.before(), change.after()))
                .toList());
        writer.delete(removed.stream().map(Row::uid).toList());
    }
}
