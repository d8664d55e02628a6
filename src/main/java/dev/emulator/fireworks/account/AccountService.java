package dev.emulator.fireworks.account;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.MessageSchema;
import dev.emulator.fireworks.aip.OrderBy;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.AccountLock;
import dev.emulator.fireworks.store.AccountReader;
import dev.emulator.fireworks.store.MemoryListing;
import dev.emulator.fireworks.store.RecordSchema;
import dev.emulator.fireworks.store.Resettable;
import dev.emulator.fireworks.store.ResourceIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The methods of accounts. An account is created on first use: when it is read, or when a resource is created in it. */
@Service
public class AccountService implements Resettable {

    private static final int MAX_CACHED = 100_000;
    private static final String KEY = "account";
    private static final MessageSchema SCHEMA = RecordSchema.of(Account.class);

    private final AccountRows rows;
    private final AccountLock lock;
    private final AccountReader reader;
    private final ResourceIds ids;
    private final AccountClocks clocks;
    private final MemoryListing<Account> listing;
    private final Suspensions suspensions;
    private final String email;

    private final boolean alone;

    /** Cache of existing accounts, for creates. Only used if no other emulator can reset an account in the database. */
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    AccountService(
            AccountRows rows,
            AccountLock lock,
            AccountReader reader,
            Database database,
            ResourceIds ids,
            AccountClocks clocks,
            ProtoJson protoJson,
            Suspensions suspensions,
            EmulatorProperties properties) {
        this.rows = rows;
        this.lock = lock;
        this.reader = reader;
        this.alone = database.isH2();
        this.ids = ids;
        this.clocks = clocks;
        this.listing = new MemoryListing<>(protoJson, Account.COLLECTION, Account.class);
        this.suspensions = suspensions;
        this.email = properties.email();
        if (!alone) {
            reader.add("select '" + KEY + "', 0, '' from account where account_id = :account", Map.of());
        }
    }

    /**
     * Creates the account if it does not exist, and prevents a reset until the end of the transaction. A create must call this first, before
     * it locks a row. The engine need not call it, because it only changes existing resources.
     */
    @Transactional
    public void ensureExists(String account) {
        lock.share(ids.validAccountId(account));
        if (alone) {
            ensureKnown(account);
        } else if (reader.find(account, KEY).isEmpty()) {
            insertIfAbsent(account);
        }
    }

    private void ensureKnown(String account) {
        if (known.contains(account)) {
            return;
        }
        lock.create(account);
        if (!known.contains(account)) {
            insertIfAbsent(account);
            remember(account);
        }
    }

    private void insertIfAbsent(String account) {
        rows.insertIfAbsent(account, email, clocks.of(account).instant());
    }

    private void remember(String account) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                if (known.size() >= MAX_CACHED) {
                    known.clear();
                }
                known.add(account);
            }
        });
    }

    @Override
    public void reset(Optional<String> account) {
        account.ifPresentOrElse(known::remove, known::clear);
    }

    /** The accounts of a key. As documented, {@code orderBy} has no effect; an invalid one is refused nevertheless. */
    @Transactional
    Page<Account> list(List<String> names, ListQuery query) {
        OrderBy.parse(query.orderBy(), SCHEMA);
        var byName = new ListQuery(query.pageSize(), query.pageToken(), query.filter(), null);
        return listing.page(String.join("\n", names), names.stream().distinct().map(this::get), byName);
    }

    @Transactional
    Account get(String account) {
        ids.validAccountId(account);
        var row = Optional.<AccountRow>empty();
        while (row.isEmpty()) { // a reset can delete the account between the two statements
            insertIfAbsent(account);
            row = rows.findById(account);
        }
        return row.get().toResource(suspensions.state(account));
    }
}
