package dev.emulator.fireworks.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.ConcurrentLruCache;

/**
 * Keeps the rows of one table that were read last, so that a row is converted to a response only once.
 *
 * <p>Rows are identified by key and version. A key is never used twice, and every change that a response can show increases the version. A
 * statement that does not increase the version may change only columns that are {@link OmittedFromViews}. Therefore entries never become
 * outdated, also if several emulators share the database.
 *
 * @param <R> the row
 */
final class RowCache<R extends Row<?>> implements RowMapper<R> {

    private static final int MOST_ROWS = 50_000;

    /** Heap for each row of a type. A row with its JSON takes about 6 kB, or up to 22 kB with long texts, so that a type takes at most a tenth. */
    private static final long HEAP_PER_ROW = 256 * 1024;

    /** Length of the longest specification that is kept. */
    private static final int LONGEST = 4_000;

    private record Key(long uid, long version) {}

    private final RowReader<R> reader;
    private final int uid;
    private final int version;
    private final ConcurrentLruCache<Key, AtomicReference<@Nullable R>> rows =
            new ConcurrentLruCache<>(capacity(), key -> new AtomicReference<>());

    RowCache(RowReader<R> reader) {
        this.reader = reader;
        this.uid = reader.index("uid");
        this.version = reader.index("version");
    }

    private static int capacity() {
        return (int) Math.min(MOST_ROWS, Runtime.getRuntime().maxMemory() / HEAP_PER_ROW);
    }

    /** Returns the row at the cursor. It must not be changed. */
    @Override
    public R mapRow(ResultSet result, int number) throws SQLException {
        // A transaction sees its own changes, and could roll them back.
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return reader.mapRow(result, number);
        }
        var entry = rows.get(new Key(result.getLong(uid), result.getLong(version)));
        var known = entry.get();
        if (known != null) {
            return known;
        }
        var row = reader.mapRow(result, number);
        if (row.specLength() <= LONGEST) {
            row.share();
            entry.set(row);
        }
        return row;
    }
}
