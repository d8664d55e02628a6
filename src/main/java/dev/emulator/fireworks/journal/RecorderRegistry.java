package dev.emulator.fireworks.journal;

import java.util.Optional;

/** Which emulators have noted requests of an account since its world began, because each knows its own requests only. */
interface RecorderRegistry {

    /** Emulators besides this one. */
    enum Others {
        NONE,
        /** They had ended before this one began. */
        BEFORE,
        /** They may be going on. */
        BESIDE
    }

    /** @param self whether this emulator is one; if not, what it has noted is of an earlier world */
    record Known(boolean self, Others others) {}

    /** What this emulator is called, as no other is or was. */
    String self();

    /**
     * Makes this emulator one, before it answers a request.
     *
     * @return whether it was none before
     */
    boolean enter(String account);

    Known of(String account);

    /** From here on, nobody is one. */
    void clear(String account);

    /** For when the database has no witnesses any more, of an account or of all. */
    void forget(Optional<String> account);
}
