package dev.emulator.fireworks.journal;

/**
 * Whether there were as many requests as there should be.
 *
 * @param count how many fit, of those that are kept
 * @param evicted how many of the account's requests have been given up
 * @param message the verdict in words
 */
public record Verification(Verdict verdict, long count, long evicted, String message) {}
