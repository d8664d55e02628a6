package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.finetuning.ArtifactLinks;
import dev.emulator.fireworks.finetuning.PreparedTraining;
import dev.emulator.fireworks.finetuning.TrainedJobRow;
import dev.emulator.fireworks.finetuning.TrainingCost;
import dev.emulator.fireworks.finetuning.supervised.SupervisedFineTuningJob.Spec;
import dev.emulator.fireworks.job.JobProgress;
import dev.emulator.fireworks.job.NewJob;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.types.EncryptionState;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The stored row of a supervised fine-tuning job. */
@Entity
@Table(name = "supervised_fine_tuning_job")
final class SupervisedFineTuningJobRow extends TrainedJobRow<Spec, SupervisedFineTuningJob> {

    private long estimatedCostNanos;

    protected SupervisedFineTuningJobRow() {}

    SupervisedFineTuningJobRow(
            NewJob job, PreparedTraining<Spec> training, long estimatedCostNanos, ProtoJson protoJson) {
        super(job, training, protoJson);
        this.estimatedCostNanos = estimatedCostNanos;
    }

    @Override
    protected String collection() {
        return SupervisedFineTuningJob.COLLECTION;
    }

    @Override
    protected Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    public SupervisedFineTuningJob toResource(
            @Nullable JobProgress progress, ArtifactLinks links, ProtoJson protoJson) {
        return new SupervisedFineTuningJob(
                name().toString(),
                createTime(),
                completedTime(),
                jobState(),
                status(),
                createdBy(),
                updateTime(),
                progress,
                links.metrics(name()),
                links.trainerLogs(name()),
                links.renderSamples(name()),
                TrainingCost.money(estimatedCostNanos),
                EncryptionState.ENCRYPTION_STATE_PLAINTEXT,
                spec(protoJson));
    }
}
