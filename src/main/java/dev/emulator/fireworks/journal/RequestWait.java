package dev.emulator.fireworks.journal;

/**
 * How a wait has ended.
 *
 * @param satisfied whether there were as many requests as were waited for
 * @param evicted how many of the account's requests have been given up
 * @param certain whether there are no others that could have fitted, given up or known to another emulator only
 * @param cursor of now: what comes later has a larger number
 */
public record RequestWait(boolean satisfied, long count, long evicted, boolean certain, long cursor) {}
