package dev.emulator.fireworks.inference;

/**
 * A token.
 *
 * @param text whole characters; empty for a token that ends inside a character, whose text is then part of a later token
 */
public record Token(int id, String text) {}
