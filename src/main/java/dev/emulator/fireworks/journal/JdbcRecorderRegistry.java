package dev.emulator.fireworks.journal;

import dev.emulator.fireworks.store.AccountReader;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A registry in the database, for emulators that share it or restart on it. */
final class JdbcRecorderRegistry implements RecorderRegistry {

    private static final String KEY = "journal_witness";
    private static final int MOST_KNOWN = 100_000;

    private final JdbcClient jdbc;
    private final AccountReader reader;
    private final String self;
    private final boolean alone;

    /** Accounts for which this emulator is registered. Only used if no other emulator can change that. */
    private final Set<String> entered = ConcurrentHashMap.newKeySet();

    /**
     * @param self a unique name of this emulator process
     * @param alone whether no other emulator can use the database at the same time
     */
    JdbcRecorderRegistry(JdbcClient jdbc, AccountReader reader, String self, boolean alone) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.self = self;
        this.alone = alone;
        if (!alone) {
            reader.add(
                    "select '" + KEY
                            + "', 0, '' from journal_witness where account_id = :account and emulator = :emulator",
                    Map.of("emulator", self));
        }
    }

    @Override
    public String self() {
        return self;
    }

    @Override
    public boolean enter(String account) {
        if (alone ? entered.contains(account) : reader.find(account, KEY).isPresent()) {
            return false;
        }
        var news = jdbc.sql("insert into journal_witness (account_id, emulator) values (?, ?) on conflict do nothing")
                        .params(account, self)
                        .update()
                > 0;
        if (alone) {
            if (entered.size() >= MOST_KNOWN) {
                entered.clear(); // the only cost is to query the database again
            }
            entered.add(account);
        }
        return news;
    }

    @Override
    public Known of(String account) {
        var all = jdbc.sql("select emulator from journal_witness where account_id = ?")
                .params(account)
                .query(String.class)
                .list();
        var others = all.stream().anyMatch(emulator -> !emulator.equals(self));
        return new Known(alone || all.contains(self), others ? alone ? Others.BEFORE : Others.BESIDE : Others.NONE);
    }

    @Override
    public void clear(String account) {
        jdbc.sql("delete from journal_witness where account_id = ?")
                .params(account)
                .update();
        forget(Optional.of(account));
    }

    @Override
    public void forget(Optional<String> account) {
        account.ifPresentOrElse(entered::remove, entered::clear);
    }
}
