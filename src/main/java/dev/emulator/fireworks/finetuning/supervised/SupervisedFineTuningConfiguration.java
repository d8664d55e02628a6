package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.job.JobColumns;
import dev.emulator.fireworks.job.JobState;
import dev.emulator.fireworks.lifecycle.LifecycleType;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.Listing;
import dev.emulator.fireworks.store.ResourceCounts;
import dev.emulator.fireworks.store.Rows;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;

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
    Rows<SupervisedFineTuningJobRow> supervisedFineTuningJobRows(JdbcOperations jdbc, Database database) {
        var table = SupervisedFineTuningJobRow.TABLE;
        return new Rows<>(jdbc, database, SupervisedFineTuningJobRow.class, table, JobColumns.indexes(table));
    }

    @Bean
    Listing<SupervisedFineTuningJobRow, SupervisedFineTuningJob> supervisedFineTuningJobListing(
            Rows<SupervisedFineTuningJobRow> rows, ResourceCounts counts, ProtoJson protoJson) {
        return new Listing<>(
                rows,
                counts,
                protoJson,
                SupervisedFineTuningJob.COLLECTION,
                SupervisedFineTuningJob.class,
                JobColumns.of());
    }
}
