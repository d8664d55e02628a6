package dev.emulator.fireworks.plan;

/**
 * A field of a resource that plan rules can match.
 *
 * @param name of the field in the API
 * @param isInAccount whether its value is the name of a resource in the same account; a pattern for another account is then refused
 */
public record MatchAttribute(String name, boolean isInAccount) {}
