package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.finetuning.PreparedTraining;
import dev.emulator.fireworks.finetuning.TrainedJobService;
import dev.emulator.fireworks.finetuning.TrainingCost;
import dev.emulator.fireworks.finetuning.TrainingSupport;
import dev.emulator.fireworks.finetuning.supervised.SupervisedFineTuningJob.Spec;
import dev.emulator.fireworks.job.NewJob;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.types.Money;
import dev.emulator.fireworks.validation.Validation;
import java.util.List;
import org.springframework.stereotype.Service;

/** The methods of supervised fine-tuning jobs, and their additional rules. */
@Service
class SupervisedFineTuningJobService
        extends TrainedJobService<SupervisedFineTuningJobRow, SupervisedFineTuningJob, Spec> {

    SupervisedFineTuningJobService(
            ResourceType<SupervisedFineTuningJobRow, SupervisedFineTuningJob, Spec> type, TrainingSupport support) {
        super(type, support);
    }

    /** Estimates the cost of a job without creating it. */
    public Money estimateCost(String account, Spec spec) {
        ids.validAccountId(account);
        check(spec);
        return TrainingCost.money(inputs.dollarNanos(spec, inputs.find(account, spec)));
    }

    @Override
    protected SupervisedFineTuningJobRow newRow(NewJob job, PreparedTraining<Spec> training) {
        var cost = inputs.dollarNanos(training.spec(), training.inputs());
        return new SupervisedFineTuningJobRow(job, training, cost, protoJson);
    }

    @Override
    protected void checkRules(Spec spec, Validation level, List<FieldViolation> violations) {
        super.checkRules(spec, level, violations);
        if (level.isService() && spec.mtpEnabled()) {
            violations.add(
                    new FieldViolation("mtp_enabled", "mtp_enabled is deprecated and not supported by Training V2"));
        }
    }
}
