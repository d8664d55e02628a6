package dev.emulator.fireworks.store;

/** Implemented by beans that write data of accounts later than in the request that caused them. */
public interface PendingWrites {

    /** Writes everything that is pending. Called without a transaction, before accounts are exported or replaced. */
    void write();
}
