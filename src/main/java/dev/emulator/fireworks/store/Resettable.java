package dev.emulator.fireworks.store;

import java.util.Optional;

/** Whoever remembers something of accounts that is not in the database, and has to forget it when their world goes. */
public interface Resettable {

    /**
     * Comes once the old world is gone for good and before anything can be made in the new one; it must not fail and not wait. What other
     * emulators on the same database remember is theirs to notice.
     *
     * @param account whose world went; empty where all of them did
     */
    void reset(Optional<String> account);
}
