package dev.emulator.fireworks.plan;

import java.util.List;

/**
 * A property that plans can set for resources of a certain type, besides their states.
 *
 * @param name the key in {@code attributes} of a plan
 * @param values the allowed values, in upper case
 */
public record PlanAttribute(String name, List<String> values) {}
