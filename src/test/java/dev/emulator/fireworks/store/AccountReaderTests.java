package dev.emulator.fireworks.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.emulator.fireworks.story.AlsoOnPostgresql;
import dev.emulator.fireworks.story.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionOperations;

/** A transaction that has locked an account never uses settings from before the lock. */
@AlsoOnPostgresql
class LockedSettingsTests extends Story {

    record Shop(String owner) {}

    @Autowired
    private AccountSettings.Factory factory;

    @Autowired
    private AccountLock lock;

    @Autowired
    private TransactionOperations transaction;

    private AccountSettings<Shop> shops;

    @BeforeEach
    void open() {
        shops = factory.open("shop", Shop.class);
        own("ann");
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
