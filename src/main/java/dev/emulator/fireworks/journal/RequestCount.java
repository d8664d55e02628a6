package dev.emulator.fireworks.journal;

/**
 * How many requests fit, of those that are kept.
 *
 * @param evicted how many of the account's requests have been given up
 * @param certain whether there are no others that could have fitted, given up or known to another emulator only
 * @param cursor of now: what comes later has a larger number
 */
public record RequestCount(long count, long evicted, boolean certain, long cursor) {}
