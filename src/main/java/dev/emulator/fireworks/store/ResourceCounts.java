package dev.emulator.fireworks.store;

import java.util.Optional;

/** Counts the resources of accounts. Counting a million rows for each list would cost more than reading a page. */
public interface ResourceCounts {

    /** Starts to count the resources of a type. */
    void open(String collection, String table);

    int total(String collection, String account);

    /**
     * Counts rows that the current transaction has added.
     *
     * @param number negative if the transaction has removed rows
     */
    void add(String collection, String account, int number);

    /**
     * Counts that the current transaction deletes all resources. Must be called before it does, and after it has locked them.
     *
     * @param account the account; empty for all
     */
    void clear(Optional<String> account);
}
