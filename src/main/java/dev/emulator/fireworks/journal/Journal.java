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
 * The requests of late, of all accounts, the oldest given up for the newest. It is in the memory of this process: of several emulators
 * on one database, each knows the requests that came to itself.
 */
@Component
public class Journal implements Resettable {

    /** What is remembered of accounts whose requests have all been evicted takes at most this part of the size. */
    private static final int SHARE_OF_LOSSES = 8;

    private final Events events;
    private final RecorderRegistry witnesses;
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

    Journal(Events events, RecorderRegistry witnesses, JournalProperties properties) {
        this.events = events;
        this.witnesses = witnesses;
        this.enabled = properties.enabled();
        this.mostEntries = properties.entries();
        this.mostBytes = properties.size().toBytes();
        this.losses = new EvictionTracker(mostBytes / SHARE_OF_LOSSES);
    }

    /**
     * What is known of an account's requests.
     *
     * @param entries the oldest first
     * @param cursor the number of the last request of all, so that another question can begin after it
     * @param evicted how many of the account's have been given up
     * @param missing how many of those could belong to the entries
     * @param elsewhere whether more could, of which only another emulator knows or knew
     */
    public record Evidence(List<Entry> entries, long cursor, long evicted, long missing, boolean elsewhere) {

        /** Whether nothing is missing that was asked for. */
        public boolean isComplete() {
            return missing == 0 && !elsewhere;
        }
    }

    /** For a request that is about to be answered; what belongs to no account cannot be asked about. */
    void expect(String account) {
        var before = last;
        if (!account.isEmpty() && witnesses.enter(account)) {
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

    /** How much of the heap is taken, more or less: by requests, by accounts, and by what is remembered of those evicted. */
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

    /** Tells this journal's numbers from those of any other emulator. */
    public String name() {
        return witnesses.self();
    }

    /** The number of the last request of all; what comes later has a larger one. */
    public long cursor() {
        requireEnabled();
        return last;
    }

    /** Refuses a cursor that this emulator has not given out, such as one from before it was started anew. */
    void requireKnown(String field, long cursor) {
        var now = cursor();
        if (cursor > now) {
            throw ApiException.invalidArgument(
                    field, field + ": " + cursor + " is no cursor of this emulator, whose last request is " + now);
        }
    }

    /** An account's requests after a cursor, and what is missing of them. */
    public Evidence evidence(String account, long after) {
        requireEnabled();
        var before = last;
        var known = witnesses.of(account);
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

    /** One request, if it is the account's and still kept. */
    public Optional<Entry> entry(String account, long number) {
        requireEnabled();
        lock.lock();
        try {
            return Optional.ofNullable(byAccount.get(account)).flatMap(log -> log.entry(number));
        } finally {
            lock.unlock();
        }
    }

    /** Forgets an account's requests, and that any were given up or came to another emulator. */
    public void clear(String account) {
        witnesses.clear(account);
        drop(account, Long.MAX_VALUE);
    }

    @Override
    public void reset(Optional<String> account) {
        witnesses.forget(account);
        account.ifPresentOrElse(name -> drop(name, Long.MAX_VALUE), this::dropAll);
    }

    /** @param upTo the number of the last request that goes */
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
     * Waits until there is a request of the account after a cursor.
     *
     * @param nanos how long at most
     * @return how much of that time is left; nothing if it is over, or the emulator is about to stop
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
                    "the journal is off: nothing is known of any request (emulator.journal.enabled)");
        }
    }
}
