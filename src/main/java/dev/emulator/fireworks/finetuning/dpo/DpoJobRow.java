package dev.emulator.fireworks.finetuning.dpo;

import dev.emulator.fireworks.finetuning.ArtifactLinks;
import dev.emulator.fireworks.finetuning.PreparedTraining;
import dev.emulator.fireworks.finetuning.TrainedJobRow;
import dev.emulator.fireworks.finetuning.dpo.DpoJob.Spec;
import dev.emulator.fireworks.job.JobProgress;
import dev.emulator.fireworks.job.NewJob;
import dev.emulator.fireworks.protojson.ProtoJson;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The stored row of a DPO job. */
@Entity
@Table(name = "dpo_job")
final class DpoJobRow extends TrainedJobRow<Spec, DpoJob> {

    protected DpoJobRow() {}

    DpoJobRow(NewJob job, PreparedTraining<Spec> training, ProtoJson protoJson) {
        super(job, training, protoJson);
    }

    @Override
    protected String collection() {
        return DpoJob.COLLECTION;
    }

    @Override
    protected Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    public DpoJob toResource(@Nullable JobProgress progress, ArtifactLinks links, ProtoJson protoJson) {
        return new DpoJob(
                name().toString(),
                createTime(),
                completedTime(),
                jobState(),
                status(),
                createdBy(),
                links.trainerLogs(name()),
                spec(protoJson));
    }
}
