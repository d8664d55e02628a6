package dev.emulator.fireworks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** A request never uses settings from before a lock that it took, or from before a change that it made. */
@AlsoOnPostgresql
class AccountReaderTests extends Story {

    record Shop(String owner) {}

    @Autowired
    private AccountSettings.Factory factory;

    @Autowired
    private AccountReader reader;

    @Autowired
    private AccountLock lock;

    @Autowired
    private TransactionOperations transaction;

    private AccountSettings<Shop> shops;

    @BeforeEach
    void open() {
        shops = factory.open("shop", Shop.class);
        own("ann");
        reader.beginRequest();
    }

    @AfterEach
    void endTheRequest() {
        reader.endRequest();
    }

    @Test
    void settingsThatChangedBeforeTheLock() {
        assertThat(owners(() -> CompletableFuture.runAsync(() -> own("bob")).join()))
                .containsExactly("ann", "bob");
    }

    @Test
    void settingsThatChangedAfterTheTransaction() {
        assertThat(owners(() -> {})).containsExactly("ann", "ann");
        own("bob");
        assertThat(owners(() -> {})).containsExactly("bob", "bob");
        assertThat(shops.get(account).owner()).isEqualTo("bob");
    }

    @Test
    void settingsThatTheTransactionChanges() {
        transaction.executeWithoutResult(status -> {
            lock.share(account);
            shops.get(account);
            own("bob");
            own("carol");
        });
        assertThat(shops.get(account).owner()).isEqualTo("carol");
    }

    @Test
    void settingsThatAreRolledBack() {
        transaction.executeWithoutResult(status -> {
            own("bob");
            shops.get(account);
            status.setRollbackOnly();
        });
        assertThat(shops.get(account).owner()).isEqualTo("ann");
    }

    @Test
    void settingsThatChangedBeforeTheNextRequest() {
        assertThat(shops.get(account).owner()).isEqualTo("ann");
        CompletableFuture.runAsync(() -> own("bob")).join();
        reader.endRequest();
        assertThat(shops.get(account).owner()).isEqualTo("bob");
    }

    /** The owner before and after a transaction takes the lock. */
    private List<String> owners(Runnable meanwhile) {
        var owners = new ArrayList<String>();
        transaction.executeWithoutResult(status -> {
            owners.add(shops.get(account).owner());
            meanwhile.run();
            lock.share(account);
            owners.add(shops.get(account).owner());
        });
        return owners;
    }

    private void own(String owner) {
        shops.change(account, shop -> new Shop(owner));
    }
}
