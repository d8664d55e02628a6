package dev.emulator.fireworks.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts in memory, if no other emulator uses the database. They are counted once, at the start. Then each transaction adds its own changes
 * after its commit. Therefore the order in which concurrent transactions do this does not matter.
 */
final class MemoryCounts implements ResourceCounts, SmartInitializingSingleton {

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
    }

    /** Counts all tables with one query, because each query would delay the start. */
    @Override
    public void afterSingletonsInstantiated() {
        totals.putAll(count(Optional.empty()));
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
        count(account).forEach((key, number) -> add(key.collection(), key.account(), -number));
    }

    private Map<Key, Integer> count(Optional<String> account) {
        var found = new HashMap<Key, Integer>();
        var condition = account.isPresent() ? " where account_id = :account" : "";
        var sql = tables.entrySet().stream()
                .map(table -> "select '" + table.getKey() + "', account_id, count(*) from " + table.getValue()
                        + condition + " group by account_id")
                .collect(Collectors.joining(" union all "));
        jdbc.sql(sql).param("account", account.orElse("")).query(row -> {
            found.put(new Key(row.getString(1), row.getString(2)), row.getInt(3));
        });
        return found;
    }

    /** An account without resources needs no entry. */
    private static @Nullable Integer sum(int one, int other) {
        return one + other == 0 ? null : one + other;
    }
}
