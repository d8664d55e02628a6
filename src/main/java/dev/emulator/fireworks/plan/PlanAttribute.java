package dev.emulator.fireworks.plan;

import java.util.List;

/**
 * What a plan can say about a resource of a certain type, besides its states.
 *
 * @param name by which plans spell it
 * @param values that it can have, in upper case
 */
public record PlanAttribute(String name, List<String> values) {}
