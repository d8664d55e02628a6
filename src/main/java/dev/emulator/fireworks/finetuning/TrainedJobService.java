package dev.emulator.fireworks.finetuning;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.job.JobResource;
import dev.emulator.fireworks.job.JobService;
import dev.emulator.fireworks.job.NewJob;
import dev.emulator.fireworks.model.OutputModels;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.training.LossCurve;
import dev.emulator.fireworks.training.TrainingRun;
import dev.emulator.fireworks.validation.Validation;
import java.util.List;
import java.util.OptionalLong;

/**
 * What jobs that train a model have besides: inputs, an output model, a course of the loss and files.
 *
 * @param <R> the row
 * @param <T> the resource as the API shows it
 * @param <S> what a client may write
 */
public abstract class TrainedJobService<
                R extends TrainedJobRow<S, T>, T extends Record & JobResource<S>, S extends Record & TrainingSpec<S>>
        extends JobService<R, T, S> {

    protected final TrainingInputs inputs;

    private final OutputModels outputModels;

    protected TrainedJobService(ResourceType<R, T, S> type, TrainingSupport support) {
        super(type, support.job());
        this.inputs = support.inputs();
        this.outputModels = support.outputModels();
    }

    /** Makes the row of a job whose plan has been chosen. */
    protected abstract R newRow(NewJob job, PreparedTraining<S> training);

    @Override
    protected R newRow(NewJob job, S requested) {
        var account = job.name().account();
        var found = inputs.find(account, requested);
        var spec = requested.withDefaults(job.name(), TrainingDefaults.of(found.base()));
        checkReferences(account, requested, spec, found);
        var chosen = choosePlan(new PlanSelector.Candidate(
                job.name(), spec.displayName(), TrainingAttributes.of(spec.dataset(), found.baseModel())));
        var run = inputs.run(account, spec, found).going(TrainingAttributes.shape(chosen));
        var plan = chosen.orElseGet(() -> plan(spec, found, run));
        return newRow(job, new PreparedTraining<>(spec, found, run, plan));
    }

    @Override
    protected void checkRules(S spec, Validation level, List<FieldViolation> violations) {
        TrainingRules.check(spec, level, violations);
    }

    /** Where the metrics of a job are fetched; empty before there are any. */
    public MetricsFileEndpoint getMetricsFileEndpoint(String account, String id, ArtifactLinks links) {
        var row = require(name(account, id));
        var steps = row.steps(now(account), row.training(protoJson));
        return new MetricsFileEndpoint(steps == 0 ? "" : links.metrics(row.name()));
    }

    private void checkReferences(String account, S requested, S spec, TrainingInputs.Inputs found) {
        var settings = spec.settings();
        var field = settings.path() + "output_model";
        // The model that a job makes has an id by the rules by which any other model has.
        ResourceName.parse(settings.outputModel()).ifPresent(model -> ids.requireNew(model.id(), field));
        validation.checkAsService(() -> {
            TrainingInputRules.check(spec, found);
            // Looked up at lower levels only where the client has named it, since that costs a query.
            if (validation.isService() || !requested.settings().outputModel().isEmpty()) {
                requireFree(account, settings.outputModel(), field);
            }
        });
    }

    private void requireFree(String account, String outputModel, String field) {
        var model = ResourceName.parse(outputModel)
                .filter(name -> name.account().equals(account))
                .orElseThrow(() -> ApiException.invalidArgument(field, "output_model must be in account " + account));
        if (outputModels.exists(model)) {
            throw ApiException.alreadyExists("resource " + model + " already exists");
        }
    }

    /** A job on bad data is created, and fails when it reads them; one that stops early is known to from the beginning. */
    private Plan plan(S spec, TrainingInputs.Inputs found, TrainingRun run) {
        if (!found.failure().isEmpty()) {
            return plans.failing(Code.INVALID_ARGUMENT, found.failure());
        }
        var plateau = spec.earlyStop() ? new LossCurve(run).plateau() : OptionalLong.empty();
        return plateau.isPresent() ? plans.stoppingEarly(run.percentAt(plateau.getAsLong())) : plans.initial();
    }
}
