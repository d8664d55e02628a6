package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.JournalProperties;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.store.Resettable;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * The recent requests of all accounts, in the memory of this process. When the journal is full, the oldest are evicted. Each of several
 * emulators on one database has only the requests that it answered itself.
 */
@Component
public class Journal implements Resettable {

    /** The {@link EvictionTracker} may use this fraction of the journal's size, as a divisor. */
    private static final int SHARE_OF_LOSSES = 8;

    private final Events events;
    private final RecorderRegistry recorders;
    private final boolean enabled;
    private final int mostEntries;
    private final long mostBytes;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final ArrayDeque<Entry> all = new ArrayDeque<>();
    private final Map<String, AccountLog> byAccount = new HashMap<>();
    private final EvictionTracker losses;
    private volatile long last;
    private long bytes;
    private boolean closed;

    Journal(Events events, RecorderRegistry recorders, JournalProperties properties) {
        this.events = events;
        this.recorders = recorders;
        this.enabled = properties.enabled();
        this.mostEntries = properties.entries();
        this.mostBytes = properties.size().toBytes();
        this.losses = new EvictionTracker(mostBytes / SHARE_OF_LOSSES);
    }

    /**
     * The recorded requests of an account, and what is missing.
     *
     * @param entries the recorded requests, the oldest first
     * @param cursor the number of the last request of all accounts, from which another query can continue
     * @param evicted how many requests of the account were evicted
     * @param missing how many of the evicted requests may be newer than the query's cursor
     * @param elsewhere whether another emulator, or an earlier process, may have further requests
     */
    public record Evidence(List<Entry> entries, long cursor, long evicted, long missing, boolean elsewhere) {

        /** Returns whether no request can be missing. */
        public boolean isComplete() {
            return missing == 0 && !elsewhere;
        }
    }

    /** Registers this emulator for an account before it answers a request. Requests without an account cannot be queried. */
    void expect(String account) {
        var before = last;
        if (!account.isEmpty() && recorders.enter(account)) {
            drop(account, before);
        }
    }

    void add(Entry entry) {
        lock.lock();
        try {
            var log = byAccount.get(entry.account());
            if (log == null) {
                log = open(entry.account(), losses.of(entry.account()));
            }
            entry.join(++last, log.account());
            all.add(entry);
            log.add(entry);
            bytes += entry.size();
            evict();
            if (lock.hasWaiters(added)) {
                added.signalAll();
            }
        } finally {
            lock.unlock();
        }
        events.publish(number -> EntryView.event(number, entry));
    }

    private AccountLog open(String account, EvictionTracker.Loss before) {
        var log = new AccountLog(account, before);
        byAccount.put(account, log);
        bytes += log.size();
        return log;
    }

    private void close(AccountLog log) {
        byAccount.remove(log.account());
        bytes -= log.size();
    }

    /** Returns the approximate heap size in bytes of requests, accounts and remembered evictions. */
    long size() {
        lock.lock();
        try {
            return bytes + losses.size();
        } finally {
            lock.unlock();
        }
    }

    private void evict() {
        while (!all.isEmpty() && (all.size() > mostEntries || bytes + losses.size() > mostBytes)) {
            var eldest = all.removeFirst();
            bytes -= eldest.size();
            var log = Objects.requireNonNull(byAccount.get(eldest.account()));
            log.evictFirst();
            if (log.isEmpty()) {
                close(log);
                losses.remember(eldest.account(), log.loss());
            }
        }
    }

    /** Returns the unique name of this journal, to tell its request numbers from those of other emulators. */
    public String name() {
        return recorders.self();
    }

    /** Returns the number of the last request of all accounts; later requests have larger numbers. */
    public long cursor() {
        requireEnabled();
        return last;
    }

    /** Refuses a cursor that this process has not returned, such as one from before a restart. */
    void requireKnown(String field, long cursor) {
        var now = cursor();
        if (cursor > now) {
            throw ApiException.invalidArgument(
                    field,
                    field + ": " + cursor + " is not a cursor of this emulator, whose last request is number " + now);
        }
    }

    /** Returns the account's requests after a cursor, and what is missing among them. */
    public Evidence evidence(String account, long after) {
        requireEnabled();
        var before = last;
        var known = recorders.of(account);
        if (!known.self()) {
            drop(account, before);
        }
        var elsewhere = known.others() == RecorderRegistry.Others.BESIDE
                || known.others() == RecorderRegistry.Others.BEFORE && after == 0;
        lock.lock();
        try {
            var log = byAccount.get(account);
            var loss = log == null ? losses.of(account) : log.loss();
            var missing = loss.upTo() > after ? loss.count() : 0;
            return new Evidence(log == null ? List.of() : log.after(after), last, loss.count(), missing, elsewhere);
        } finally {
            lock.unlock();
        }
    }

    /** Returns a request of the account; empty if it is unknown or was evicted. */
    public Optional<Entry> entry(String account, long number) {
        requireEnabled();
        lock.lock();
        try {
            return Optional.ofNullable(byAccount.get(account)).flatMap(log -> log.entry(number));
        } finally {
            lock.unlock();
        }
    }

    /** Clears the requests of an account, its evictions, and the record of other emulators that had requests of it. */
    public void clear(String account) {
        recorders.clear(account);
        drop(account, Long.MAX_VALUE);
    }

    @Override
    public void reset(Optional<String> account) {
        recorders.forget(account);
        account.ifPresentOrElse(name -> drop(name, Long.MAX_VALUE), this::dropAll);
    }

    /** @param upTo the number of the last request to remove */
    private void drop(String account, long upTo) {
        lock.lock();
        try {
            var log = byAccount.get(account);
            losses.forgive(account);
            if (log != null) {
                close(log);
                all.removeIf(entry -> {
                    var goes = entry.number() <= upTo && entry.account().equals(account);
                    bytes -= goes ? entry.size() : 0;
                    return goes;
                });
                var rest = log.after(upTo);
                if (!rest.isEmpty()) {
                    rest.forEach(open(account, EvictionTracker.Loss.NONE)::add);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void dropAll() {
        lock.lock();
        try {
            all.clear();
            byAccount.clear();
            losses.forgiveAll();
            bytes = 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a request of the account after a cursor.
     *
     * @param nanos the timeout
     * @return the remaining nanoseconds; 0 or less after the timeout, or when the emulator stops
     */
    long awaitAfter(String account, long cursor, long nanos) throws InterruptedException {
        lock.lock();
        try {
            var left = nanos;
            while (left > 0 && !closed && newest(account) <= cursor) {
                left = added.awaitNanos(left);
            }
            return closed ? 0 : left;
        } finally {
            lock.unlock();
        }
    }

    private long newest(String account) {
        var log = byAccount.get(account);
        return log == null ? 0 : log.newest();
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        lock.lock();
        try {
            closed = true;
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void requireEnabled() {
        if (!enabled) {
            throw ApiException.failedPrecondition(
                    "the journal is disabled, so no requests are recorded (emulator.journal.enabled)");
        }
    }
}
