package dev.emulator.fireworks.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been given up of accounts that nothing else is known of. Of more accounts than can be remembered, the first are thrown
 * together, and from then on an account that nothing is known of counts as one of those.
 */
final class Losses {

    private static final int MOST_ACCOUNTS = 100_000;

    private final Map<String, Loss> byAccount = new LinkedHashMap<>();
    private Loss ofOthers = Loss.NONE;

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
        byAccount.put(account, loss);
        if (byAccount.size() > MOST_ACCOUNTS) {
            var eldest = byAccount.entrySet().iterator().next();
            byAccount.remove(eldest.getKey());
            ofOthers = ofOthers.and(eldest.getValue());
        }
    }

    Loss of(String account) {
        return byAccount.getOrDefault(account, ofOthers);
    }

    /** From here on, nothing has been given up of the account. */
    void forgive(String account) {
        byAccount.remove(account);
        if (ofOthers.count() > 0) {
            remember(account, Loss.NONE);
        }
    }

    void forgiveAll() {
        byAccount.clear();
        ofOthers = Loss.NONE;
    }
}
