package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import dev.emulator.fireworks.store.ResourceIds;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Seeds plan rules. Existing rules are left unchanged. */
@Component
@Order(2)
public class PlanSeedHandler implements SeedHandler {

    private final PlanSelector choices;
    private final PlannedTypes<?> types;
    private final ResourceIds ids;
    private final ProtoJson protoJson;

    PlanSeedHandler(PlanSelector choices, PlannedTypes<?> types, ResourceIds ids, ProtoJson protoJson) {
        this.choices = choices;
        this.types = types;
        this.ids = ids;
        this.protoJson = protoJson;
    }

    @Override
    public String key() {
        return "plans";
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var rule = protoJson.read(protoJson.writeBytes(fields), PlanRule.class);
        choices.check(rule);
        var name = ids.name(account, "plans", id).toString();
        return () -> {
            if (choices.rules(account).stream().anyMatch(known -> known.name().equals(name))) {
                return Outcome.UNCHANGED;
            }
            choices.addRule(account, id, rule);
            return Outcome.CREATED;
        };
    }

    /** Reads the plan of a seeded resource: the name of a predefined plan, or a custom plan. */
    public PlanChoice choice(String collection, JsonNode plan) {
        var choice = plan.isString()
                ? new PlanChoice(plan.stringValue(), null)
                : new PlanChoice("", protoJson.read(protoJson.writeBytes(plan), PlanTemplate.class));
        choices.check(types.require(collection), choice);
        return choice;
    }
}
