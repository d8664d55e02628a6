package dev.emulator.fireworks.job;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.plan.PlanSeedHandler;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seeds jobs of one type, optionally with a plan. Existing jobs are left unchanged.
 *
 * @param <T> the resource
 * @param <S> the fields that clients can set
 */
@Order(30)
public final class JobSeedHandler<T extends Record & JobResource<S>, S extends Record> implements SeedHandler {

    private final JobService<?, T, S> jobs;
    private final Factory uses;

    private JobSeedHandler(JobService<?, T, S> jobs, Factory uses) {
        this.jobs = jobs;
        this.uses = uses;
    }

    /** Creates the handler of a type of jobs. */
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

        public <T extends Record & JobResource<S>, S extends Record> JobSeedHandler<T, S> handler(
                JobService<?, T, S> jobs) {
            return new JobSeedHandler<>(jobs, this);
        }
    }

    @Override
    public String key() {
        return jobs.collection();
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var name = jobs.name(account, id);
        var plan = Optional.ofNullable(fields.get("plan")).map(choice -> uses.plans.choice(key(), choice));
        var resource = fields.deepCopy().without("plan");
        var spec = uses.protoJson
                .read(uses.protoJson.writeBytes(resource), jobs.message())
                .spec()
                .value();
        jobs.check(spec);
        return () -> {
            if (jobs.exists(name)) {
                return Outcome.UNCHANGED;
            }
            plan.ifPresent(choice -> uses.planSelector.set(name, choice));
            jobs.add(account, id, spec, uses.email);
            return Outcome.CREATED;
        };
    }
}
