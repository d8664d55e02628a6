package dev.emulator.fireworks.plan;

/**
 * A field of a resource that plan rules can match.
 *
 * @param name of the field, as the API spells it
 * @param isInAccount whether its value names another resource of the same account, so that a pattern for other accounts never matches
 */
public record MatchAttribute(String name, boolean isInAccount) {}
