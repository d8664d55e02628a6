package dev.emulator.fireworks.journal;

/**
 * The result of verifying a number of requests.
 *
 * @param count how many recorded requests match
 * @param evicted how many requests of the account the journal has evicted
 * @param message the result as a sentence
 */
public record Verification(Verdict verdict, long count, long evicted, String message) {}
