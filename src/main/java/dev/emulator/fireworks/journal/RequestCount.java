package dev.emulator.fireworks.journal;

/**
 * The number of recorded requests that match.
 *
 * @param evicted how many requests of the account the journal has evicted
 * @param certain whether the count is exact: no evicted request, and none in another replica's journal, can match
 * @param cursor the number of the last request; later ones have larger numbers
 */
public record RequestCount(long count, long evicted, boolean certain, long cursor) {}
