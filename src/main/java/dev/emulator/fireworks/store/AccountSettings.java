package dev.emulator.fireworks.store;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The settings of all accounts for one concern, as one message for each account. They are read with almost every request and change seldom.
 *
 * <p>If no other emulator uses the database, all settings are cached in memory. Otherwise each request reads them from the database, so that
 * a change is effective in all replicas as soon as the request that made it is answered.
 *
 * @param <T> the message; an account without settings has an empty message
 */
public final class AccountSettings<T extends Record> {

    private static final int MAX_CACHED = 10_000;

    /** Accounts that share a lock wait for each other. */
    private static final int TURNS = 16;

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final AccountLock lock;
    private final AccountReader reader;
    private final String kind;
    private final SettingsFormat<T> format;
    private final boolean alone;
    private final Map<String, Document<T>> known = new ConcurrentHashMap<>();
    private final ReentrantLock[] turns =
            IntStream.range(0, TURNS).mapToObj(i -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    private AccountSettings(Factory factory, String kind, SettingsFormat<T> format) {
        this.jdbc = factory.jdbc;
        this.transaction = factory.transaction;
        this.lock = factory.lock;
        this.reader = factory.reader;
        this.alone = factory.database.isH2();
        this.kind = kind;
        this.format = format;
    }

    /** Refuses settings that no request could have made. */
    @FunctionalInterface
    public interface Check<T> {

        /**
         * @throws IllegalArgumentException with the reason
         * @throws ApiException with the reason
         */
        void check(String account, T document);
    }

    private record Document<T>(long revision, String text, T value) {}

    /** Creates the settings of one concern. */
    @Component
    public static final class Factory {

        private final JdbcClient jdbc;
        private final TransactionOperations transaction;
        private final AccountLock lock;
        private final AccountReader reader;
        private final ProtoJson protoJson;
        private final Database database;
        private final Map<String, AccountSettings<?>> open = new ConcurrentHashMap<>();

        Factory(
                JdbcClient jdbc,
                TransactionOperations transaction,
                AccountLock lock,
                AccountReader reader,
                ProtoJson protoJson,
                Database database) {
            this.jdbc = jdbc;
            this.transaction = transaction;
            this.lock = lock;
            this.reader = reader;
            this.protoJson = protoJson;
            this.database = database;
            if (!database.isH2()) {
                reader.add(
                        "select kind, revision, content from account_document where kind in (:kinds) and account_id = :account",
                        Map.of("kinds", open.keySet()));
            }
        }

        /** @param kind key in the database; changing it loses the stored settings */
        public <T extends Record> AccountSettings<T> open(String kind, Class<T> type) {
            return open(kind, type, (account, document) -> {});
        }

        /**
         * @param kind key in the database; changing it loses the stored settings
         * @param check check of imported settings
         */
        public <T extends Record> AccountSettings<T> open(String kind, Class<T> type, Check<T> check) {
            return open(kind, type, UnaryOperator.identity(), check);
        }

        /**
         * @param kind key in the database; changing it loses the stored settings
         * @param upgrade converts a text of an earlier version to the current format
         * @param check check of imported settings
         */
        public <T extends Record> AccountSettings<T> open(
                String kind, Class<T> type, UnaryOperator<String> upgrade, Check<T> check) {
            var documents =
                    new AccountSettings<>(this, kind, new SettingsFormat<>(protoJson, kind, type, upgrade, check));
            if (documents.alone) {
                documents.known.putAll(documents.read(Optional.empty()));
            }
            open.put(kind, documents);
            return documents;
        }

        /**
         * Checks settings that are imported.
         *
         * @throws IllegalArgumentException if the text cannot be parsed, or no request could have made these settings. An unknown kind is
         *     accepted.
         */
        public void check(String account, String kind, String content) {
            var documents = open.get(kind);
            if (documents != null) {
                try {
                    documents.format.check(account, content);
                } catch (ProtoJsonException | IllegalStateException | IllegalArgumentException | ApiException e) {
                    var reason = NestedExceptionUtils.getMostSpecificCause(e).getMessage();
                    throw new IllegalArgumentException(kind + " of the account: " + reason, e);
                }
            }
        }

        /**
         * Refreshes the cache after a direct change of the table, when the transaction is committed. Must be called in the transaction, which
         * must hold the lock of the account.
         *
         * @param account empty for all
         */
        public void replaced(Optional<String> account) {
            open.values().forEach(documents -> documents.replaced(account));
        }
    }

    /** The settings of an account; empty if nothing was ever set. */
    public Optional<T> find(String account) {
        var document = alone
                ? Optional.ofNullable(known.get(account))
                : reader.find(account, kind).map(found -> parse(account, found.revision(), found.content()));
        return document.map(Document::value);
    }

    public T get(String account) {
        return find(account).orElseGet(format::unset);
    }

    /** The settings of all accounts that have some. */
    public Map<String, T> all() {
        var all = new LinkedHashMap<String, T>();
        (alone ? known : read(Optional.empty())).forEach((account, document) -> all.put(account, document.value()));
        return all;
    }

    /** Changes the settings of an account in the current transaction, or in a new one. Concurrent changes are serialised by a row lock. */
    public T change(String account, UnaryOperator<T> change) {
        if (!alone || TransactionSynchronizationManager.isActualTransactionActive()) {
            return changeRow(account, change);
        }
        // Transactions that wait for the same row in H2 use much CPU time. An outer transaction must not wait here,
        // because it can hold other locks.
        var turn = turns[Math.floorMod(account.hashCode(), turns.length)];
        turn.lock();
        try {
            return changeRow(account, change);
        } finally {
            turn.unlock();
        }
    }

    private T changeRow(String account, UnaryOperator<T> change) {
        var changed = transaction.execute(status -> {
            lock.share(account);
            var before = (alone && known.containsKey(account) ? lockRow(account) : Optional.<Document<T>>empty())
                    .or(() -> {
                        insertRow(account);
                        return lockRow(account);
                    })
                    .orElseThrow();
            var value = change.apply(before.value());
            var after = new Document<>(before.revision() + 1, format.write(value), value);
            jdbc.sql("update account_document set revision = ?, content = ? where kind = ? and account_id = ?")
                    .params(after.revision(), after.text(), kind, account)
                    .update();
            reader.discard();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    keep(account, after);
                }

                @Override
                public void afterCompletion(int status) {
                    reader.discard();
                }
            });
            return after;
        });
        return changed.value();
    }

    private void insertRow(String account) {
        jdbc.sql("insert into account_document (kind, account_id, revision, content) values (?, ?, 0, '{}')"
                        + " on conflict do nothing")
                .params(kind, account)
                .update();
    }

    private Optional<Document<T>> lockRow(String account) {
        return jdbc.sql("select revision, content from account_document where kind = ? and account_id = ? for update")
                .params(kind, account)
                .query((row, number) -> parse(account, row.getLong(1), row.getString(2)))
                .optional();
    }

    private Map<String, Document<T>> read(Optional<String> account) {
        var found = new LinkedHashMap<String, Document<T>>();
        jdbc.sql("select account_id, revision, content from account_document where kind = ?"
                        + (account.isPresent() ? " and account_id = ?" : ""))
                .params(account.<List<String>>map(name -> List.of(kind, name)).orElse(List.of(kind)))
                .query(row -> {
                    found.put(row.getString(1), parse(row.getString(1), row.getLong(2), row.getString(3)));
                });
        return found;
    }

    private Document<T> parse(String account, long revision, String text) {
        var last = known.get(account);
        if (last != null && last.text().equals(text)) {
            return last.revision() == revision ? last : new Document<>(revision, text, last.value());
        }
        var read = new Document<>(revision, text, format.read(account, text));
        if (!alone) {
            if (known.size() >= MAX_CACHED) {
                known.clear(); // with a shared database, it only saves parsing the same text again
            }
            known.put(account, read);
        }
        return read;
    }

    /** The commits of two changes can arrive here in the wrong order. */
    private void keep(String account, Document<T> document) {
        known.merge(account, document, (one, other) -> one.revision() > other.revision() ? one : other);
    }

    private void replaced(Optional<String> account) {
        if (!alone) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            private Map<String, Document<T>> there = Map.of();

            /** Reads with the connection of the transaction. Waiting for a second connection could be a deadlock. */
            @Override
            public void beforeCommit(boolean readOnly) {
                there = read(account);
            }

            @Override
            public void afterCommit() {
                known.keySet().removeIf(name -> account.map(name::equals).orElse(true) && !there.containsKey(name));
                known.putAll(there);
            }
        });
    }
}
