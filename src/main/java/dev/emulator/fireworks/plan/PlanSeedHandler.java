package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.EntrySeedHandler;
import dev.emulator.fireworks.store.ResourceIds;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Seeds plan rules. Existing rules are left unchanged. */
@Component
@Order(2)
public class PlanSeedHandler extends EntrySeedHandler<PlanRule> {

    private static final String COLLECTION = "plans";

    private final PlanSelector choices;
    private final PlannedTypes<?> types;
    private final ResourceIds ids;
    private final ProtoJson protoJson;

    PlanSeedHandler(PlanSelector choices, PlannedTypes<?> types, ResourceIds ids, ProtoJson protoJson) {
        super(COLLECTION, PlanRule.class, protoJson);
        this.choices = choices;
        this.types = types;
        this.ids = ids;
        this.protoJson = protoJson;
    }

    @Override
    protected void check(String account, String id, PlanRule rule) {
        choices.check(rule);
        name(account, id);
    }

    @Override
    protected boolean exists(String account, String id) {
        var name = name(account, id);
        return choices.rules(account).stream().anyMatch(known -> known.name().equals(name));
    }

    @Override
    protected void add(String account, String id, PlanRule rule) {
        choices.addRule(account, id, rule);
    }

    private String name(String account, String id) {
        return ids.name(account, COLLECTION, id).toString();
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
