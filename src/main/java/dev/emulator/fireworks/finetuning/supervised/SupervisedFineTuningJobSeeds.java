package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.SeedFiles;
import dev.emulator.fireworks.store.Seedable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Jobs that are there from the start. One that is there already goes its way. */
@Component
@Order(30)
class SupervisedFineTuningJobSeeds implements Seedable {

    private final SupervisedFineTuningJobService jobs;
    private final ProtoJson protoJson;
    private final String email;

    SupervisedFineTuningJobSeeds(
            SupervisedFineTuningJobService jobs, ProtoJson protoJson, EmulatorProperties properties) {
        this.jobs = jobs;
        this.protoJson = protoJson;
        this.email = properties.email();
    }

    @Override
    public String key() {
        return "jobs";
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var name = jobs.existing(account, id);
        var job = protoJson.read(protoJson.writeBytes(fields), SupervisedFineTuningJob.class);
        return () -> {
            if (jobs.exists(name)) {
                return Outcome.UNCHANGED;
            }
            jobs.add(account, id, job.spec().value(), email);
            return Outcome.CREATED;
        };
    }
}
