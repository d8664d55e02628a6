package dev.emulator.fireworks.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has been given up, by account. Of more accounts than can be remembered, those that lost something first are thrown together, and
 * from then on an account that nothing is known of counts as one of those.
 */
final class Losses {

    private static final int MOST_ACCOUNTS = 100_000;
    private static final Loss NONE = new Loss(0, 0);

    private final Map<String, Loss> byAccount = new LinkedHashMap<>();
    private Loss ofOthers = NONE;

    /**
     * @param count how many requests
     * @param upTo the number of the last of them
     */
    record Loss(long count, long upTo) {}

    void count(Entry evicted) {
        var before = of(evicted.account());
        byAccount.put(evicted.account(), new Loss(before.count() + 1, evicted.number()));
        if (byAccount.size() > MOST_ACCOUNTS) {
            var eldest = byAccount.entrySet().iterator().next();
            byAccount.remove(eldest.getKey());
            ofOthers = new Loss(
                    ofOthers.count() + eldest.getValue().count(),
                    Math.max(ofOthers.upTo(), eldest.getValue().upTo()));
        }
    }

    Loss of(String account) {
        return byAccount.getOrDefault(account, ofOthers);
    }

    void forgive(String account) {
        if (ofOthers.count() == 0) {
            byAccount.remove(account);
        } else {
            byAccount.put(account, NONE);
        }
    }

    void forgiveAll() {
        byAccount.clear();
        ofOthers = NONE;
    }
}
