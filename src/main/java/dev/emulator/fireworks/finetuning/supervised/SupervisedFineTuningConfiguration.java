package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.finetuning.JobArtifacts;
import dev.emulator.fireworks.finetuning.TrainingLifecycle;
import dev.emulator.fireworks.finetuning.supervised.SupervisedFineTuningJob.Spec;
import dev.emulator.fireworks.job.JobResourceTypes;
import dev.emulator.fireworks.job.JobSupport;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.resource.StatefulSeedHandler;
import dev.emulator.fireworks.store.ResourceType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Registers supervised fine-tuning jobs with the platform: storage and lists, lifecycle, files and seeds. */
@Configuration(proxyBeanMethods = false)
class SupervisedFineTuningConfiguration {

    @Bean
    ResourceType<SupervisedFineTuningJobRow, SupervisedFineTuningJob, Spec> supervisedFineTuningJobType(
            ResourceType.Factory factory) {
        return JobResourceTypes.create(factory, SupervisedFineTuningJobRow.class, SupervisedFineTuningJob.class);
    }

    @Bean
    LifecycleType supervisedFineTuningJobLifecycle(
            ResourceType<SupervisedFineTuningJobRow, SupervisedFineTuningJob, Spec> type, TrainingLifecycle lifecycle) {
        return lifecycle.type(type);
    }

    @Bean
    JobArtifacts supervisedFineTuningJobArtifacts(SupervisedFineTuningJobService jobs, JobArtifacts.Factory factory) {
        return factory.bucket(jobs);
    }

    @Bean
    @Order(JobSupport.SEED_ORDER)
    StatefulSeedHandler<?, ?> supervisedFineTuningJobSeedHandler(
            SupervisedFineTuningJobService jobs, StatefulSeedHandler.Factory factory) {
        return factory.handler(jobs, SupervisedFineTuningJob::spec);
    }
}
