package dev.emulator.fireworks.store;

import dev.emulator.fireworks.database.Database;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A read-write lock for each account, held until the end of the transaction. Creates take it shared, and a reset or similar change of the whole
 * account takes it exclusively. So a reset waits for creates in progress, and later creates see the account after the reset. A transaction
 * must take this lock before it locks any row.
 */
@Component
public class AccountLock {

    private static final int STRIPES = 512;

    /** Distinguishes the locks of rules from other advisory locks of the database. */
    private static final int RULES = 1;

    private final JdbcClient jdbc;
    private final AccountReader reader;
    private final boolean alone;
    private final List<ReadWriteLock> stripes = IntStream.range(0, STRIPES)
            .<ReadWriteLock>mapToObj(number -> new ReentrantReadWriteLock())
            .toList();

    private final List<Lock> creations = IntStream.range(0, STRIPES)
            .<Lock>mapToObj(number -> new ReentrantLock())
            .toList();

    private final List<Lock> rules = IntStream.range(0, STRIPES)
            .<Lock>mapToObj(number -> new ReentrantLock())
            .toList();

    AccountLock(JdbcClient jdbc, AccountReader reader, Database database) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.alone = database.isH2();
    }

    /** Takes the lock shared, to create something in the account. */
    public void share(String account) {
        if (alone) {
            hold(stripes.get(stripe(account)).readLock());
        } else {
            jdbc.sql("select pg_advisory_xact_lock_shared(?)")
                    .param(stripe(account))
                    .query()
                    .singleRow();
            reader.discard();
        }
    }

    /**
     * Takes the lock of an account that might not exist yet, so that only one transaction creates it. Otherwise, H2 would retry the insert of the
     * others without a pause until the first one commits, which on a busy machine can take longer than the lock timeout.
     */
    public void create(String account) {
        if (alone) {
            hold(creations.get(stripe(account)));
        }
    }

    /**
     * Serializes transactions that together keep a rule of an account, such as that one of several resources is the default. A transaction may
     * take this lock after it has locked rows, if no transaction locks such rows after this lock. The order is always the same, which prevents
     * deadlocks.
     */
    public void serialize(Collection<String> accounts) {
        accounts.stream().map(AccountLock::stripe).distinct().sorted().forEach(this::serialize);
    }

    private void serialize(int stripe) {
        if (alone) {
            hold(rules.get(stripe));
        } else {
            jdbc.sql("select pg_advisory_xact_lock(?, ?)")
                    .params(RULES, stripe)
                    .query()
                    .singleRow();
            reader.discard();
        }
    }

    /** Takes the lock exclusively, to clear the account. */
    public void clear(String account) {
        clear(stripe(account));
    }

    /** Takes the locks of all accounts exclusively. The order is always the same, which prevents deadlocks. */
    public void clearAll() {
        IntStream.range(0, STRIPES).forEach(this::clear);
    }

    private void clear(int stripe) {
        if (alone) {
            hold(stripes.get(stripe).writeLock());
        } else {
            jdbc.sql("select pg_advisory_xact_lock(?)").param(stripe).query().singleRow();
            reader.discard();
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
