package dev.emulator.fireworks.plan;

import java.util.Optional;

/** The plan that the request in progress asks for what it makes, if it does. */
@FunctionalInterface
public interface RequestedPlan {

    Optional<PlanChoice> choice();
}
