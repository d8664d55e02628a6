package dev.emulator.fireworks.packs;

import dev.emulator.fireworks.faults.Fault;
import dev.emulator.fireworks.plan.PlanChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A named scenario, made of a plan, faults and scripted replies, that is known to break clients.
 *
 * @param description what happens
 * @param catches the client bug that the pack exposes
 * @param plan the plan of resources that are created while the pack is active; unset if the pack changes none
 * @param faults the faults that are active with the pack
 * @param replies the scripted replies that are active with the pack, in the format of the control API
 */
public record Pack(
        String name,
        String description,
        String catches,
        @Nullable PlanChoice plan,
        List<Fault> faults,
        List<JsonNode> replies) {}
