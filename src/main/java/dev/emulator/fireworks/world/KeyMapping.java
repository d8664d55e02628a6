package dev.emulator.fireworks.world;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Gives the rows of an archive keys of this database. They come in blocks from the sequence that Hibernate takes its own blocks from: who
 * has drawn a number has it and the 99 before it.
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

    /** The key of a row, of which there can be but one. */
    long ofRow(long uid) {
        if (!rows.add(uid)) {
            throw new IllegalArgumentException("uid " + uid + " is taken by another row");
        }
        return ofReference(uid);
    }

    /** The key of a row that may be gone, or come later. */
    long ofReference(long uid) {
        return given.computeIfAbsent(uid, old -> next());
    }

    boolean isRow(long uid) {
        return rows.contains(uid);
    }

    private long next() {
        if (next > last) {
            last = jdbc.sql("select nextval('row_uid')").query(Long.class).single();
            // The very first number of a sequence has none before it.
            next = Math.max(1, last - BLOCK + 1);
        }
        return next++;
    }
}
