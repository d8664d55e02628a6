package dev.emulator.fireworks.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been given up of accounts that nothing else is known of. Of more accounts than can be remembered, the first are thrown
 * together, and from then on an account that nothing is known of counts as one of those.
 */
final class EvictionTracker {

    private static final int MOST_ACCOUNTS = 100_000;

    /** A place in the map, what is remembered, and the name's own object. */
    private static final int FIXED_SIZE = 200;

    private final long mostBytes;
    private long bytes;

    private final Map<String, Loss> byAccount = new LinkedHashMap<>();
    private Loss ofOthers = Loss.NONE;

    /** @param mostBytes of the heap that may be taken, more or less */
    EvictionTracker(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /**
     * @param count how many requests
     * @param upTo the number of the last of them
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

    /** From here on, nothing has been given up of the account. */
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
