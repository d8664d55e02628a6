package dev.emulator.fireworks.journal;

import java.util.Optional;

/** Registers which emulators have recorded requests of an account since its last reset, as each has its own requests only. */
interface RecorderRegistry {

    /** Whether other emulators have recorded requests of an account. */
    enum Others {
        NONE,
        /** Only earlier processes have, which ended before this one started. */
        BEFORE,
        /** Others have, and may still be running. */
        BESIDE
    }

    /** @param self whether this emulator is registered; if not, its recorded requests are from before the last reset */
    record Known(boolean self, Others others) {}

    /** Returns the unique name of this emulator process. */
    String self();

    /**
     * Registers this emulator for an account, before it answers a request.
     *
     * @return whether it was not registered before
     */
    boolean enter(String account);

    Known of(String account);

    /** Removes all emulators of an account. */
    void clear(String account);

    /** Clears caches after the table was emptied, for an account or for all. */
    void forget(Optional<String> account);
}
