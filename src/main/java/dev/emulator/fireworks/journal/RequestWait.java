package dev.emulator.fireworks.journal;

/**
 * The result of waiting for requests.
 *
 * @param satisfied whether enough requests matched before the timeout
 * @param count how many requests matched
 * @param evicted how many requests of the account the journal has evicted
 * @param certain whether the count is exact: no evicted request, and none in another replica's journal, can match
 * @param cursor the number of the last request; later ones have larger numbers
 */
public record RequestWait(boolean satisfied, long count, long evicted, boolean certain, long cursor) {}
