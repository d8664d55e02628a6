package dev.emulator.fireworks.store;

import dev.emulator.fireworks.database.Database;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Lets many make things in an account at once, and one clear it away, but not both: what was begun in the old world is done before it
 * goes, and whatever comes later finds the new one. Held until the transaction ends. It comes first in a transaction, before any row.
 */
@Component
public class AccountLock {

    private static final int STRIPES = 512;

    private final JdbcClient jdbc;
    private final boolean alone;
    private final List<ReadWriteLock> stripes = IntStream.range(0, STRIPES)
            .<ReadWriteLock>mapToObj(number -> new ReentrantReadWriteLock())
            .toList();

    AccountLock(JdbcClient jdbc, Database database) {
        this.jdbc = jdbc;
        this.alone = database.isH2();
    }

    /** For who makes something in the account. */
    public void share(String account) {
        if (alone) {
            hold(stripes.get(stripe(account)).readLock());
        } else {
            jdbc.sql("select pg_advisory_xact_lock_shared(?)")
                    .param(stripe(account))
                    .query()
                    .singleRow();
        }
    }

    /** For who clears the account away. */
    public void clear(String account) {
        clear(stripe(account));
    }

    /** For who clears all accounts away. Always in the same order, so that two of them do not wait for each other. */
    public void clearAll() {
        IntStream.range(0, STRIPES).forEach(this::clear);
    }

    private void clear(int stripe) {
        if (alone) {
            hold(stripes.get(stripe).writeLock());
        } else {
            jdbc.sql("select pg_advisory_xact_lock(?)").param(stripe).query().singleRow();
        }
    }

    private static int stripe(String account) {
        return Math.floorMod(account.hashCode(), STRIPES);
    }

    private static void hold(Lock lock) {
        lock.lock();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                lock.unlock();
            }
        });
    }
}
