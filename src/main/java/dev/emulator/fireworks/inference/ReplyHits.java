package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.store.NamedEntry;

/**
 * How often a scripted reply was used.
 *
 * @param name {@code accounts/{account}/replies/{reply}}
 * @param matched how many requests matched, whether or not this reply answered them
 * @param replied how many of them it answered
 */
public record ReplyHits(String name, long matched, long replied) implements NamedEntry {}
