package dev.emulator.fireworks.plan;

import org.jspecify.annotations.Nullable;

/**
 * Which plan to follow: one of the two.
 *
 * @param use the name of a plan that comes with the emulator
 * @param plan a plan of one's own
 */
public record PlanChoice(String use, @Nullable PlanTemplate plan) {}
