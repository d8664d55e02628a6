package dev.emulator.fireworks.store;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Counts in a table that all emulators on one database share.
 *
 * <p>Each count is the sum of several shards, so that concurrent creates in an account seldom wait for the same row.
 */
final class StoredCounts implements ResourceCounts {

    private static final int SHARDS = 8;

    private final JdbcClient jdbc;

    StoredCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void open(String collection, String table) {
        // the table already has the counts
    }

    @Override
    public int total(String collection, String account) {
        return jdbc.sql("select coalesce(sum(total), 0) from resource_count where account_id = ? and collection = ?")
                .params(account, collection)
                .query(Long.class)
                .single()
                .intValue();
    }

    /** Must be the last statement of the transaction that adds or removes the rows, because it locks a row that others need. */
    @Override
    public void add(String collection, String account, int number) {
        var shard = (int) (Thread.currentThread().getId() % SHARDS);
        if (update(collection, account, shard, number) == 0) {
            jdbc.sql("insert into resource_count (account_id, collection, shard, total) values (?, ?, ?, 0)"
                            + " on conflict do nothing")
                    .params(account, collection, shard)
                    .update();
            update(collection, account, shard, number);
        }
    }

    @Override
    public void clear(Optional<String> account) {
        // the table belongs to those that are cleared
    }

    private int update(String collection, String account, int shard, int number) {
        return jdbc.sql(
                        "update resource_count set total = total + ? where account_id = ? and collection = ? and shard = ?")
                .params(number, account, collection, shard)
                .update();
    }
}
