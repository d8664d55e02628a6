package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.finetuning.JobRow;
import dev.emulator.fireworks.finetuning.TrainingCost;
import dev.emulator.fireworks.finetuning.supervised.SupervisedFineTuningJob.Spec;
import dev.emulator.fireworks.lifecycle.Plan;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.storage.EncryptionState;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A supervised fine-tuning job as it is kept. */
@Entity
@Table(name = SupervisedFineTuningJobRow.TABLE)
class SupervisedFineTuningJobRow extends JobRow<Spec> {

    static final String TABLE = "supervised_fine_tuning_job";

    private long estimatedCostNanos;

    protected SupervisedFineTuningJobRow() {}

    SupervisedFineTuningJobRow(
            ResourceName name,
            String createdBy,
            Instant createTime,
            Spec spec,
            Plan plan,
            long estimatedCostNanos,
            ProtoJson protoJson) {
        super(name, createdBy, createTime, spec, plan, spec.epochs(), protoJson);
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

    SupervisedFineTuningJob toResource(Instant now, ProtoJson protoJson) {
        return new SupervisedFineTuningJob(
                name().toString(),
                createTime(),
                completedTime(),
                jobState(),
                status(),
                createdBy(),
                updateTime(),
                jobProgress(now),
                "",
                "",
                TrainingCost.money(estimatedCostNanos),
                EncryptionState.ENCRYPTION_STATE_PLAINTEXT,
                spec(protoJson));
    }
}
