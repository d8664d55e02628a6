package dev.emulator.fireworks.world;

import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.store.AccountLock;
import dev.emulator.fireworks.store.AccountSettings;
import dev.emulator.fireworks.store.PendingWrites;
import dev.emulator.fireworks.store.Resettable;
import dev.emulator.fireworks.store.ResourceCounts;
import dev.emulator.fireworks.world.WorldTables.Selection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Locks accounts and deletes their contents. Callers run a transaction, and lock first. */
@Component
class AccountCleaner {

    private final WorldTables tables;
    private final AccountLock lock;
    private final Database database;
    private final JdbcClient jdbc;
    private final ResourceCounts counts;
    private final AccountSettings.Factory settings;
    private final List<Resettable> resettables;
    private final List<PendingWrites> pendingWrites;

    AccountCleaner(
            WorldTables tables,
            AccountLock lock,
            Database database,
            JdbcClient jdbc,
            ResourceCounts counts,
            AccountSettings.Factory settings,
            List<Resettable> resettables,
            List<PendingWrites> pendingWrites) {
        this.tables = tables;
        this.lock = lock;
        this.database = database;
        this.jdbc = jdbc;
        this.counts = counts;
        this.settings = settings;
        this.resettables = resettables;
        this.pendingWrites = pendingWrites;
    }

    /** Writes what is pending. Must be called before the transaction, because the writers use their own. */
    void writePending() {
        pendingWrites.forEach(PendingWrites::write);
    }

    /**
     * Locks an account, or all accounts, until the end of the transaction: waits for requests in progress, prevents the creation of
     * resources, and locks all rows of resources. Rows that the engine moves are locked first, so that everything its current batch creates
     * exists before the other tables are locked.
     *
     * @return the number of resources
     */
    int hold(Optional<String> account) {
        database.raiseTimeout();
        account.ifPresentOrElse(lock::clear, lock::clearAll);
        var number = 0;
        for (var resource : tables.resources()) {
            var rows = tables.of(account, resource.name());
            number += query("select uid from %s where %s for update", rows)
                    .query(Long.class)
                    .list()
                    .size();
        }
        return number;
    }

    /**
     * Deletes everything in an account, or in all accounts.
     *
     * @return the ids of the blobs to delete after the commit
     */
    List<String> clear(Optional<String> account) {
        var blobs = query(
                        "select blob_id from %s where blob_id is not null and %s",
                        tables.of(account, WorldTables.FILES))
                .query(String.class)
                .list();
        counts.clear(account);
        tables.names()
                .forEach(table -> query("delete from %s where %s", tables.of(account, table))
                        .update());
        settings.replaced(account);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                resettables.forEach(resettable -> resettable.reset(account));
            }
        });
        return blobs;
    }

    /** Returns whether the account has settings, such as plans or faults. */
    boolean isSetUp(String account) {
        return query("select count(*) from %s where %s", tables.of(Optional.of(account), WorldTables.DOCUMENTS))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private JdbcClient.StatementSpec query(String sql, Selection rows) {
        return jdbc.sql(String.format(Locale.ROOT, sql, rows.table(), rows.where()))
                .params(rows.parameters());
    }
}
