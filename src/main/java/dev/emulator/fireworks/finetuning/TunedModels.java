package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.job.FailedJobLog;
import dev.emulator.fireworks.lifecycle.StatefulRow;
import dev.emulator.fireworks.lifecycle.TransitionListener;
import dev.emulator.fireworks.model.OutputModels;
import dev.emulator.fireworks.model.OutputModels.Outcome;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.training.LossCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Creates the output model of a job that has finished its training. */
@Component
public class TunedModels implements TransitionListener {

    private final OutputModels models;
    private final FailedJobLog failures;
    private final ProtoJson protoJson;

    TunedModels(OutputModels models, FailedJobLog failures, ProtoJson protoJson) {
        this.models = models;
        this.failures = failures;
        this.protoJson = protoJson;
    }

    @Override
    public void onTransitions(List<? extends StatefulRow<?>> rows) {
        var jobs = new ArrayList<TrainedJobRow<?, ?>>();
        rows.forEach(row -> jobs.add((TrainedJobRow<?, ?>) row));
        failures.note(jobs);
        var outcomes = jobs.stream()
                .filter(row -> row.jobState().hasTrained())
                .map(this::outcome)
                .flatMap(Optional::stream)
                .toList();
        if (!outcomes.isEmpty()) {
            models.make(outcomes);
        }
    }

    /** Empty if the output model is not in the job's account. */
    private Optional<Outcome> outcome(TrainedJobRow<?, ?> row) {
        var ended = Objects.requireNonNull(row.completedTime());
        var training = row.training(protoJson);
        var loss = new LossCurve(training).settled(row.steps(ended, training));
        return ResourceName.parse(row.spec(protoJson).value().settings().outputModel())
                .filter(model -> model.account().equals(row.account())
                        && model.collection().equals("models"))
                .map(model -> new Outcome(
                        row.name(),
                        model,
                        training.baseModel(),
                        training.loraRank(),
                        training.fingerprint(),
                        Double.isNaN(loss) ? 0 : loss,
                        row.createdBy(),
                        ended,
                        row.hasSettled()));
    }
}
