package dev.emulator.fireworks.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The recorded requests of one account, and the number of evicted ones. */
final class AccountLog {

    /** Approximate heap size in bytes of an empty log, with its place in the journal. */
    private static final int FIXED_SIZE = 300;

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();
    private final String account;
    private long lostCount;
    private long lostUpTo;

    AccountLog(String account, EvictionTracker.Loss before) {
        this.account = account;
        this.lostCount = before.count();
        this.lostUpTo = before.upTo();
    }

    /** Returns the approximate heap size in bytes, without the entries. */
    long size() {
        return size(account);
    }

    static long size(String account) {
        return FIXED_SIZE + 2L * account.length();
    }

    String account() {
        return account;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    void evictFirst() {
        lostCount++;
        lostUpTo = entries.removeFirst().number();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    long newest() {
        return entries.getLast().number();
    }

    EvictionTracker.Loss loss() {
        return new EvictionTracker.Loss(lostCount, lostUpTo);
    }

    /** Searches backwards, because queries are mostly about the newest requests. */
    List<Entry> after(long number) {
        var found = new ArrayList<Entry>();
        for (var newest = entries.descendingIterator(); newest.hasNext(); ) {
            var entry = newest.next();
            if (entry.number() <= number) {
                break;
            }
            found.add(entry);
        }
        Collections.reverse(found);
        return found;
    }

    Optional<Entry> entry(long number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }
}
