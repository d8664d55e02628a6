package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.job.JobStates;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.store.ResourceType;
import org.springframework.stereotype.Component;

/** Creates the {@link LifecycleType} of jobs that train a model. */
@Component
public final class TrainingLifecycle {

    private final JobStates states;
    private final TunedModels tunedModels;

    TrainingLifecycle(JobStates states, TunedModels tunedModels) {
        this.states = states;
        this.tunedModels = tunedModels;
    }

    public LifecycleType type(ResourceType<? extends TrainedJobRow<?, ?>, ?, ?> jobs) {
        return new LifecycleType(
                jobs.row(),
                jobs.table(),
                jobs.collection(),
                states,
                TrainingAttributes.MATCH,
                TrainingAttributes.PLAN,
                tunedModels);
    }
}
