package dev.emulator.fireworks.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The stored settings of the accounts that the current transaction has locked to create something. It reads them once, because each query of a
 * shared database costs a round trip.
 */
final class LockedSettings extends ResourceHolderSupport {

    private static final Object KEY = LockedSettings.class;

    /** The settings by account and kind; null until they are read. */
    private final Map<String, @Nullable Map<String, Stored>> byAccount = new HashMap<>();

    private LockedSettings() {}

    record Stored(long revision, String text) {}

    /** Must be called after the account was locked: what was read before can be outdated. */
    static void begin(String account) {
        var current = current();
        if (current == null) {
            current = new LockedSettings();
            TransactionSynchronizationManager.bindResource(KEY, current);
            TransactionSynchronizationManager.registerSynchronization(
                    new ResourceHolderSynchronization<LockedSettings, Object>(current, KEY) {});
        }
        current.byAccount.put(account, null);
    }

    /** Must be called when the current transaction changes the settings of an account. */
    static void end(String account) {
        var current = current();
        if (current != null) {
            current.byAccount.remove(account);
        }
    }

    /**
     * Reads the settings of an account for one concern.
     *
     * @param kinds all concerns; a locked account is read for all of them together
     */
    static Optional<Stored> find(String account, String kind, Set<String> kinds, JdbcClient jdbc) {
        var current = current();
        var found = current == null || !current.byAccount.containsKey(account)
                ? read(account, Set.of(kind), jdbc)
                : current.byAccount.computeIfAbsent(account, unread -> read(account, kinds, jdbc));
        return Optional.ofNullable(found.get(kind));
    }

    /** The condition has the kinds, because the index begins with them. */
    private static Map<String, Stored> read(String account, Set<String> kinds, JdbcClient jdbc) {
        var found = new HashMap<String, Stored>();
        jdbc.sql("select kind, revision, content from account_document where kind = any(?) and account_id = ?")
                .params(kinds.toArray(String[]::new), account)
                .query(row -> {
                    found.put(row.getString(1), new Stored(row.getLong(2), row.getString(3)));
                });
        return found;
    }

    private static @Nullable LockedSettings current() {
        return (LockedSettings) TransactionSynchronizationManager.getResource(KEY);
    }
}
