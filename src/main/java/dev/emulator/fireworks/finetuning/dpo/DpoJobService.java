package dev.emulator.fireworks.finetuning.dpo;

import dev.emulator.fireworks.finetuning.PreparedTraining;
import dev.emulator.fireworks.finetuning.TrainedJobService;
import dev.emulator.fireworks.finetuning.TrainingSupport;
import dev.emulator.fireworks.finetuning.dpo.DpoJob.Spec;
import dev.emulator.fireworks.job.NewJob;
import dev.emulator.fireworks.store.ResourceType;
import org.springframework.stereotype.Service;

/** The methods of DPO jobs. */
@Service
class DpoJobService extends TrainedJobService<DpoJobRow, DpoJob, Spec> {

    DpoJobService(ResourceType<DpoJobRow, DpoJob, Spec> type, TrainingSupport support) {
        super(type, support);
    }

    @Override
    protected DpoJobRow newRow(NewJob job, PreparedTraining<Spec> training) {
        return new DpoJobRow(job, training, protoJson);
    }
}
