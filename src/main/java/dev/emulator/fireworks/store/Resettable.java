package dev.emulator.fireworks.store;

import java.util.Optional;

/** Implemented by beans that keep data of accounts in memory, which a reset must clear. */
public interface Resettable {

    /**
     * Called after the transaction of a reset is committed and before anything can be created again. Must not throw an exception and not block.
     * It is not called in other replicas on the same database.
     *
     * @param account the account; empty for all
     */
    void reset(Optional<String> account);
}
