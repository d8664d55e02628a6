package dev.emulator.fireworks.world;

import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.events.Event;
import dev.emulator.fireworks.events.Events;
import dev.emulator.fireworks.storage.Blobs;
import dev.emulator.fireworks.store.ResourceIds;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes everything in an account, or in all accounts. */
@Component
public class ResetService {

    private final AccountCleaner cleaner;
    private final TransactionOperations transaction;
    private final Blobs blobs;
    private final ResourceIds ids;
    private final Events events;
    private final AccountClocks clocks;
    private final Clock clock;

    ResetService(
            AccountCleaner cleaner,
            TransactionOperations transaction,
            Blobs blobs,
            ResourceIds ids,
            Events events,
            AccountClocks clocks,
            Clock clock) {
        this.cleaner = cleaner;
        this.transaction = transaction;
        this.blobs = blobs;
        this.ids = ids;
        this.events = events;
        this.clocks = clocks;
        this.clock = clock;
    }

    private record Cleared(int resources, List<String> blobs) {}

    /**
     * Resets an account in one transaction: deletes its resources, files, transitions and settings.
     *
     * @return how many resources the account had
     */
    public int reset(String account) {
        var cleared = clear(Optional.of(ids.validAccountId(account)));
        events.publish(clocks.of(account).instant(), account, Event.Type.WORLD, "", Map.of("what", "reset"));
        return cleared;
    }

    /**
     * Resets all accounts in one transaction.
     *
     * @return how many resources they had
     */
    public int resetAll() {
        var cleared = clear(Optional.empty());
        events.publish(clock.instant(), "", Event.Type.WORLD, "", Map.of("what", "reset"));
        return cleared;
    }

    private int clear(Optional<String> account) {
        cleaner.writePending();
        var cleared = transaction.execute(status -> {
            var resources = cleaner.hold(account);
            return new Cleared(resources, cleaner.clear(account));
        });
        cleared.blobs().forEach(blobs::delete);
        return cleared.resources();
    }
}
