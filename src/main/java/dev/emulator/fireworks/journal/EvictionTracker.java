package dev.emulator.fireworks.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers how many requests were evicted from accounts that have no recorded requests left. When there are too many such accounts, the
 * losses of the oldest are merged into one; from then on, that merged loss applies to every account that is not remembered.
 */
final class EvictionTracker {

    private static final int MOST_ACCOUNTS = 100_000;

    /** Approximate heap size in bytes of an entry of the map, without the account's name. */
    private static final int FIXED_SIZE = 200;

    private final long mostBytes;
    private long bytes;

    private final Map<String, Loss> byAccount = new LinkedHashMap<>();
    private Loss ofOthers = Loss.NONE;

    /** @param mostBytes the approximate heap size in bytes that may be used */
    EvictionTracker(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * The evicted requests of an account.
     *
     * @param count how many were evicted
     * @param upTo the number of the last evicted request
     */
    record Loss(long count, long upTo) {

        static final Loss NONE = new Loss(0, 0);

        Loss and(Loss other) {
            return new Loss(count + other.count, Math.max(upTo, other.upTo));
        }
    }

    void remember(String account, Loss loss) {
        if (byAccount.put(account, loss) == null) {
            bytes += size(account);
        }
        while (byAccount.size() > MOST_ACCOUNTS || bytes > mostBytes) {
            var eldest = byAccount.entrySet().iterator().next();
            remove(eldest.getKey());
            ofOthers = ofOthers.and(eldest.getValue());
        }
    }

    Loss of(String account) {
        return byAccount.getOrDefault(account, ofOthers);
    }

    long size() {
        return bytes;
    }

    private void remove(String account) {
        if (byAccount.remove(account) != null) {
            bytes -= size(account);
        }
    }

    private static long size(String account) {
        return FIXED_SIZE + 2L * account.length();
    }

    /** Forgets the evictions of an account. */
    void forgive(String account) {
        remove(account);
        if (ofOthers.count() > 0) {
            remember(account, Loss.NONE);
        }
    }

    void forgiveAll() {
        byAccount.clear();
        bytes = 0;
        ofOthers = Loss.NONE;
    }
}
