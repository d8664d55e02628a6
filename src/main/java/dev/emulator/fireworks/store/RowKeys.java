package dev.emulator.fireworks.store;

import org.springframework.jdbc.core.JdbcOperations;

/**
 * Allocates keys of rows in blocks, from the sequence that Hibernate uses too: a number of the sequence reserves itself and the 99 numbers
 * before it.
 */
public final class RowKeys {

    private static final int BLOCK = 100;

    private final JdbcOperations jdbc;
    private long next = 1;
    private long last;

    public RowKeys(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Must be called in a transaction if other threads use the same instance. A second connection for the sequence could be a deadlock. */
    public synchronized long next() {
        if (next > last) {
            last = allocate(jdbc);
            // The first number of the sequence has no numbers before it.
            next = Math.max(1, last - BLOCK + 1);
        }
        return next++;
    }

    private static long allocate(JdbcOperations jdbc) {
        var number = jdbc.queryForObject("select nextval('row_uid')", Long.class);
        return number == null ? 0 : number;
    }
}
