package dev.emulator.fireworks.resource;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.plan.PlanSeedHandler;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seeds resources with states, optionally with a plan. Existing resources are left unchanged. The annotation {@code @Order} of the bean
 * determines when they are created.
 *
 * @param <T> the resource
 * @param <S> the fields that clients can set
 */
public final class StatefulSeedHandler<T extends Record, S extends Record> implements SeedHandler {

    private final StatefulResources<T, S> resources;
    private final Function<T, LazyMessage<S>> spec;
    private final Factory uses;

    private StatefulSeedHandler(StatefulResources<T, S> resources, Function<T, LazyMessage<S>> spec, Factory uses) {
        this.resources = resources;
        this.spec = spec;
        this.uses = uses;
    }

    /** Creates the handler of a type of resources. */
    @Component
    public static final class Factory {

        private final PlanSeedHandler plans;
        private final PlanSelector planSelector;
        private final ProtoJson protoJson;
        private final String email;

        Factory(PlanSeedHandler plans, PlanSelector planSelector, ProtoJson protoJson, EmulatorProperties properties) {
            this.plans = plans;
            this.planSelector = planSelector;
            this.protoJson = protoJson;
            this.email = properties.email();
        }

        public <T extends Record, S extends Record> StatefulSeedHandler<T, S> handler(
                StatefulResources<T, S> resources, Function<T, LazyMessage<S>> spec) {
            return new StatefulSeedHandler<>(resources, spec, this);
        }
    }

    @Override
    public String key() {
        return resources.collection();
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var name = resources.name(account, id);
        var plan = Optional.ofNullable(fields.get("plan")).map(choice -> uses.plans.choice(key(), choice));
        var resource = fields.deepCopy().without("plan");
        var wanted = spec.apply(uses.protoJson.read(uses.protoJson.writeBytes(resource), resources.message()))
                .value();
        resources.check(wanted);
        return () -> {
            if (resources.exists(name)) {
                return Outcome.UNCHANGED;
            }
            plan.ifPresent(choice -> uses.planSelector.set(name, choice));
            resources.create(name, wanted, uses.email);
            return Outcome.CREATED;
        };
    }
}
