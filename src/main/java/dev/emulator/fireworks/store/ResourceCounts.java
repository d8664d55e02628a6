package dev.emulator.fireworks.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts the resources of accounts. The counts are stored, because counting a million rows would cost more than reading a page.
 *
 * <p>Each count is the sum of several shards, so that concurrent creates in an account seldom wait for the same row.
 */
@Component
public class ResourceCounts {

    private static final int SHARDS = 8;

    private final JdbcClient jdbc;

    ResourceCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public int total(String collection, String account) {
        return jdbc.sql("select coalesce(sum(total), 0) from resource_count where account_id = ? and collection = ?")
                .params(account, collection)
                .query(Long.class)
                .single()
                .intValue();
    }

    /** Must be the last statement of the transaction that adds or removes the rows, because it locks a row that others need. */
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

    private int update(String collection, String account, int shard, int number) {
        return jdbc.sql(
                        "update resource_count set total = total + ? where account_id = ? and collection = ? and shard = ?")
                .params(number, account, collection, shard)
                .update();
    }
}
