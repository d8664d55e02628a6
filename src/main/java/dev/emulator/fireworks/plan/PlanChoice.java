package dev.emulator.fireworks.plan;

import org.jspecify.annotations.Nullable;

/**
 * The plan to follow. Exactly one of the two fields must be set.
 *
 * @param use the name of a predefined plan
 * @param plan a custom plan
 */
public record PlanChoice(String use, @Nullable PlanTemplate plan) {}
