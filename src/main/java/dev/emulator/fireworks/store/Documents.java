package dev.emulator.fireworks.store;

import dev.emulator.fireworks.protojson.MessageType;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What one concern knows of each account, as one message for each: read with every call, changed now and then.
 *
 * <p>Alone on its database an emulator has all of them in memory. Where others share the database it asks there every time, so that a
 * change that one of them has answered holds at all of them.
 *
 * @param <T> the message; an account without one has the message with nothing set
 */
public final class Documents<T extends Record> {

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final AccountLock lock;
    private final ProtoJson protoJson;
    private final String kind;
    private final Class<T> type;
    private final boolean alone;
    private final Map<String, Document<T>> known = new ConcurrentHashMap<>();

    private Documents(Opener opener, String kind, Class<T> type) {
        this.jdbc = opener.jdbc;
        this.transaction = opener.transaction;
        this.lock = opener.lock;
        this.protoJson = opener.protoJson;
        this.alone = opener.database.isH2();
        this.kind = kind;
        this.type = type;
    }

    private record Document<T>(long revision, String text, T value) {}

    /** Opens them for one concern. */
    @Component
    public static final class Opener {

        private final JdbcClient jdbc;
        private final TransactionOperations transaction;
        private final AccountLock lock;
        private final ProtoJson protoJson;
        private final Database database;
        private final Map<String, Documents<?>> open = new ConcurrentHashMap<>();

        Opener(
                JdbcClient jdbc,
                TransactionOperations transaction,
                AccountLock lock,
                ProtoJson protoJson,
                Database database) {
            this.jdbc = jdbc;
            this.transaction = transaction;
            this.lock = lock;
            this.protoJson = protoJson;
            this.database = database;
        }

        /** @param kind by which they are kept; changing it loses them */
        public <T extends Record> Documents<T> open(String kind, Class<T> type) {
            var documents = new Documents<>(this, kind, type);
            if (documents.alone) {
                documents.known.putAll(documents.read(Optional.empty()));
            }
            open.put(kind, documents);
            return documents;
        }

        /**
         * For who brings a document from elsewhere.
         *
         * @throws IllegalArgumentException where a text is none of its kind; of a kind that nobody has opened it can be any
         */
        public void check(String kind, String content) {
            var documents = open.get(kind);
            if (documents != null) {
                try {
                    protoJson.readStored(content, documents.type);
                } catch (ProtoJsonException | IllegalStateException e) {
                    var reason = NestedExceptionUtils.getMostSpecificCause(e).getMessage();
                    throw new IllegalArgumentException(kind + " of the account: " + reason, e);
                }
            }
        }

        /**
         * For who changes the table of them directly: once that is committed, what is remembered is what is there. Belongs into the
         * transaction, in which the account is held.
         *
         * @param account empty where all of them are changed
         */
        public void replaced(Optional<String> account) {
            open.values().forEach(documents -> documents.replaced(account));
        }
    }

    /** Empty where nothing has ever been set. */
    public Optional<T> find(String account) {
        return Optional.ofNullable(document(account)).map(Document::value);
    }

    public T get(String account) {
        return find(account).orElseGet(() -> MessageType.unset(type));
    }

    /** Every account that has one. */
    public Map<String, T> all() {
        var all = new LinkedHashMap<String, T>();
        (alone ? known : read(Optional.empty())).forEach((account, document) -> all.put(account, document.value()));
        return all;
    }

    /** Changes an account's in a transaction, its own unless there is one; changes to the same account's wait for each other. */
    public T change(String account, UnaryOperator<T> change) {
        var changed = transaction.execute(status -> {
            lock.share(account);
            jdbc.sql("insert into account_document (kind, account_id, revision, content) values (?, ?, 0, '{}')"
                            + " on conflict do nothing")
                    .params(kind, account)
                    .update();
            var before = jdbc.sql(
                            "select revision, content from account_document where kind = ? and account_id = ? for update")
                    .params(kind, account)
                    .query((row, number) -> parse(account, row.getLong(1), row.getString(2)))
                    .single();
            var value = change.apply(before.value());
            var after = new Document<>(before.revision() + 1, protoJson.writeString(value), value);
            jdbc.sql("update account_document set revision = ?, content = ? where kind = ? and account_id = ?")
                    .params(after.revision(), after.text(), kind, account)
                    .update();
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    keep(account, after);
                }
            });
            return after;
        });
        return changed.value();
    }

    private @Nullable Document<T> document(String account) {
        return alone ? known.get(account) : read(Optional.of(account)).get(account);
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
        var read = new Document<>(revision, text, protoJson.readStored(text, type));
        if (!alone) {
            known.put(account, read);
        }
        return read;
    }

    /** Two changes may come to be kept in another order than they were made in. */
    private void keep(String account, Document<T> document) {
        known.merge(account, document, (one, other) -> one.revision() > other.revision() ? one : other);
    }

    private void replaced(Optional<String> account) {
        if (!alone) {
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            private Map<String, Document<T>> there = Map.of();

            /** By the connection that the transaction has: waiting for another one could mean waiting for oneself. */
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
