package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.lifecycle.PlanSeedHandler;
import dev.emulator.fireworks.lifecycle.PlanSelector;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import java.util.Optional;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Jobs that are there from the start, each with a plan if it has one. One that is there already goes its way. */
@Component
@Order(30)
class SupervisedFineTuningJobSeedHandler implements SeedHandler {

    private final SupervisedFineTuningJobService jobs;
    private final PlanSeedHandler plans;
    private final PlanSelector choices;
    private final ProtoJson protoJson;
    private final String email;

    SupervisedFineTuningJobSeedHandler(
            SupervisedFineTuningJobService jobs,
            PlanSeedHandler plans,
            PlanSelector choices,
            ProtoJson protoJson,
            EmulatorProperties properties) {
        this.jobs = jobs;
        this.plans = plans;
        this.choices = choices;
        this.protoJson = protoJson;
        this.email = properties.email();
    }

    @Override
    public String key() {
        return "jobs";
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var name = jobs.name(account, id);
        var plan = Optional.ofNullable(fields.get("plan")).map(plans::choice);
        var resource = fields.deepCopy().without("plan");
        var job = protoJson.read(protoJson.writeBytes(resource), SupervisedFineTuningJob.class);
        jobs.check(job.spec().value());
        return () -> {
            if (jobs.exists(name)) {
                return Outcome.UNCHANGED;
            }
            plan.ifPresent(choice -> choices.setForJob(account, id, choice));
            jobs.add(account, id, job.spec().value(), email);
            return Outcome.CREATED;
        };
    }
}
