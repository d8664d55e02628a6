package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.finetuning.supervised.SupervisedFineTuningJob.Spec;
import dev.emulator.fireworks.job.JobColumns;
import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.store.Column;
import dev.emulator.fireworks.store.ResourceType;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the room joins the platform: what the engine moves, and what can be listed. */
@Configuration(proxyBeanMethods = false)
class SupervisedFineTuningConfiguration {

    @Bean
    LifecycleType supervisedFineTuningJobsLiving(TunedModels outputs) {
        return new LifecycleType(
                SupervisedFineTuningJobRow.class,
                SupervisedFineTuningJobRow.TABLE,
                SupervisedFineTuningJob.COLLECTION,
                JobState.names(),
                outputs);
    }

    @Bean
    ResourceType<SupervisedFineTuningJobRow, SupervisedFineTuningJob, Spec> supervisedFineTuningJobType(
            ResourceType.Factory factory) {
        List<Column<SupervisedFineTuningJobRow>> columns = JobColumns.of();
        return factory.create(
                SupervisedFineTuningJobRow.class,
                SupervisedFineTuningJob.class,
                columns,
                JobColumns.indexes(SupervisedFineTuningJobRow.TABLE));
    }
}
