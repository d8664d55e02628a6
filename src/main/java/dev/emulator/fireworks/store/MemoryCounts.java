package dev.emulator.fireworks.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts in memory, if no other emulator uses the database. They are counted once, at the start. Then each transaction adds its own changes
 * after its commit. Therefore the order in which concurrent transactions do this does not matter.
 */
final class MemoryCounts implements ResourceCounts {

    private final JdbcClient jdbc;
    private final Map<String, String> tables = new ConcurrentHashMap<>();
    private final Map<Key, Integer> totals = new ConcurrentHashMap<>();

    MemoryCounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Key(String collection, String account) {}

    @Override
    public void open(String collection, String table) {
        tables.put(collection, table);
        count(table, Optional.empty()).forEach((account, number) -> totals.put(new Key(collection, account), number));
    }

    /** A resource can be removed by one transaction before another one, which has added it, gets to count it. */
    @Override
    public int total(String collection, String account) {
        return Math.max(0, totals.getOrDefault(new Key(collection, account), 0));
    }

    @Override
    public void add(String collection, String account, int number) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                totals.merge(new Key(collection, account), number, MemoryCounts::sum);
            }
        });
    }

    @Override
    public void clear(Optional<String> account) {
        tables.forEach((collection, table) -> {
            count(table, account).forEach((owner, number) -> add(collection, owner, -number));
        });
    }

    private Map<String, Integer> count(String table, Optional<String> account) {
        var found = new HashMap<String, Integer>();
        jdbc.sql("select account_id, count(*) from " + table + (account.isPresent() ? " where account_id = ?" : "")
                        + " group by account_id")
                .params(account.stream().toList())
                .query(row -> {
                    found.put(row.getString(1), row.getInt(2));
                });
        return found;
    }

    /** An account without resources needs no entry. */
    private static @Nullable Integer sum(int one, int other) {
        return one + other == 0 ? null : one + other;
    }
}
