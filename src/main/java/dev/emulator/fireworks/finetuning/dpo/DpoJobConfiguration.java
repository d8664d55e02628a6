package dev.emulator.fireworks.finetuning.dpo;

import dev.emulator.fireworks.finetuning.JobArtifacts;
import dev.emulator.fireworks.finetuning.TrainingLifecycle;
import dev.emulator.fireworks.finetuning.dpo.DpoJob.Spec;
import dev.emulator.fireworks.job.JobColumns;
import dev.emulator.fireworks.job.JobSeedHandler;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.store.ResourceType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How DPO jobs join the platform: what is stored and listed, what the engine moves, the files and the seeds. */
@Configuration(proxyBeanMethods = false)
class DpoJobConfiguration {

    @Bean
    ResourceType<DpoJobRow, DpoJob, Spec> dpoJobType(ResourceType.Factory factory) {
        return JobColumns.type(factory, DpoJobRow.class, DpoJob.class);
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
    JobSeedHandler<?, ?> dpoJobSeedHandler(DpoJobService jobs, JobSeedHandler.Factory factory) {
        return factory.handler(jobs);
    }
}
