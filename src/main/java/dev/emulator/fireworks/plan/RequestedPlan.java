package dev.emulator.fireworks.plan;

import java.util.Optional;

/** The plan that the current request asks for, for the resource that it creates. */
@FunctionalInterface
public interface RequestedPlan {

    Optional<PlanChoice> choice();
}
