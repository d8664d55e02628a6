package dev.emulator.fireworks.inference.usage;

import java.time.Instant;
import java.util.Comparator;

/**
 * What usage is summed by.
 *
 * @param hour beginning of an hour of the account's clock
 * @param deployment empty on serverless
 * @param operation the vendor's operation name
 */
record UsageKey(String account, Instant hour, String model, String deployment, String operation) {

    /** All replicas write in this order, so that they do not cause deadlocks. */
    static final Comparator<UsageKey> ORDER = Comparator.comparing(UsageKey::account)
            .thenComparing(UsageKey::hour)
            .thenComparing(UsageKey::model)
            .thenComparing(UsageKey::deployment)
            .thenComparing(UsageKey::operation);
}
