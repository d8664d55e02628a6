package dev.emulator.fireworks.finetuning.dpo;

import dev.emulator.fireworks.finetuning.JobArtifacts;
import dev.emulator.fireworks.finetuning.TrainingLifecycle;
import dev.emulator.fireworks.finetuning.dpo.DpoJob.Spec;
import dev.emulator.fireworks.job.JobResourceTypes;
import dev.emulator.fireworks.job.JobSupport;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.resource.StatefulSeedHandler;
import dev.emulator.fireworks.store.ResourceType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Registers DPO jobs with the platform: storage and lists, lifecycle, files and seeds. */
@Configuration(proxyBeanMethods = false)
class DpoJobConfiguration {

    @Bean
    ResourceType<DpoJobRow, DpoJob, Spec> dpoJobType(ResourceType.Factory factory) {
        return JobResourceTypes.create(factory, DpoJobRow.class, DpoJob.class);
    }

    @Bean
    LifecycleType dpoJobLifecycle(ResourceType<DpoJobRow, DpoJob, Spec> type, TrainingLifecycle lifecycle) {
        return lifecycle.type(type);
    }

    @Bean
    JobArtifacts dpoJobArtifacts(DpoJobService jobs, JobArtifacts.Factory factory) {
        return factory.bucket(jobs);
    }

    @Bean
    @Order(JobSupport.SEED_ORDER)
    StatefulSeedHandler<?, ?> dpoJobSeedHandler(DpoJobService jobs, StatefulSeedHandler.Factory factory) {
        return factory.handler(jobs, DpoJob::spec);
    }
}
