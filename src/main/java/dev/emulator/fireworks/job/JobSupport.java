package dev.emulator.fireworks.job;

import dev.emulator.fireworks.lifecycle.Lifecycle;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.resource.ResourceSupport;
import org.springframework.stereotype.Component;

/** The common dependencies of every {@link JobService}. */
@Component
public record JobSupport(ResourceSupport resource, PlanSelector planSelector, JobPlans plans, Lifecycle lifecycle) {

    /** Seeds create jobs after the datasets and models that they use. */
    public static final int SEED_ORDER = 30;
}
