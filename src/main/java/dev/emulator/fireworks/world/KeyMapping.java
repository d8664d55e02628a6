package dev.emulator.fireworks.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Maps the keys of an archive's rows to new keys of this database. They are allocated in blocks from the sequence that Hibernate uses
 * too: a drawn number reserves itself and the 99 numbers before it.
 */
final class KeyMapping {

    private static final int BLOCK = 100;

    private final JdbcClient jdbc;
    private final Map<Long, Long> given = new HashMap<>();
    private final Set<Long> rows = new HashSet<>();
    private long next = 1;
    private long last;

    KeyMapping(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the new key of a row; throws if the archive has another row with the same key. */
    long ofRow(long uid) {
        if (!rows.add(uid)) {
            throw new IllegalArgumentException("another row has the same uid " + uid);
        }
        return ofReference(uid);
    }

    /** Returns the new key for a reference to a row, which may follow later in the archive, or be deleted. */
    long ofReference(long uid) {
        return given.computeIfAbsent(uid, old -> next());
    }

    boolean isRow(long uid) {
        return rows.contains(uid);
    }

    private long next() {
        if (next > last) {
            last = jdbc.sql("select nextval('row_uid')").query(Long.class).single();
            // The first number of the sequence has no numbers before it.
            next = Math.max(1, last - BLOCK + 1);
        }
        return next++;
    }
}
