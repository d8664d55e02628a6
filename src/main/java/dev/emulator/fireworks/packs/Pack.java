package dev.emulator.fireworks.packs;

import dev.emulator.fireworks.faults.Fault;
import dev.emulator.fireworks.plan.PlanChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong together, to find out whether a client is ready for it.
 *
 * @param description what happens
 * @param catches the kind of mistake that comes to light
 * @param plan what becomes of resources that are made meanwhile; unset leaves that as it is
 * @param faults what goes wrong with calls
 */
public record Pack(
        String name,
        String description,
        String catches,
        @Nullable PlanChoice plan,
        List<Fault> faults) {}
