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
 * Base class of services of jobs that train a model. Adds inputs, an output model, a loss curve and files.
 *
 * @param <R> the row
 * @param <T> the resource in the API
 * @param <S> the fields that clients can set
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

    /** Creates the row of a job whose plan is selected. */
    protected abstract R newRow(NewJob job, PreparedTraining<S> training);

    @Override
    protected R newRow(NewJob job, S requested) {
        var account = job.name().account();
        var found = inputs.find(account, requested);
        var spec = requested.withDefaults(job.name(), TrainingDefaults.of(found.base()));
        checkReferences(account, requested, spec, found);
        var chosen = choosePlan(new PlanSelector.Candidate(
                job.name(), spec.displayName(), TrainingAttributes.of(spec.dataset(), found.baseModel())));
        var run = inputs.run(account, spec, found).withShape(TrainingAttributes.shape(chosen));
        var plan = chosen.orElseGet(() -> plan(spec, found, run));
        return newRow(job, new PreparedTraining<>(spec, found, run, plan));
    }

    @Override
    protected void checkRules(S spec, Validation level, List<FieldViolation> violations) {
        TrainingRules.check(spec, level, violations);
    }

    /** The signed URL of a job's metrics; empty before the first step. */
    public MetricsFileEndpoint getMetricsFileEndpoint(String account, String id, ArtifactLinks links) {
        var row = require(name(account, id));
        var steps = row.steps(now(account), row.training(protoJson));
        return new MetricsFileEndpoint(steps == 0 ? "" : links.metrics(row.name()));
    }

    private void checkReferences(String account, S requested, S spec, TrainingInputs.Inputs found) {
        var settings = spec.settings();
        var field = settings.path() + "output_model";
        // The id of an output model follows the same rules as any other model id.
        ResourceName.parse(settings.outputModel()).ifPresent(model -> ids.requireNew(model.id(), field));
        validation.checkAsService(() -> {
            TrainingInputRules.check(spec, found);
            // At lower levels, only a model that the client has named is looked up, because that costs a query.
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

    /** A job with bad data is created, and fails when it reads the data. An early stop is computed in advance, as part of the plan. */
    private Plan plan(S spec, TrainingInputs.Inputs found, TrainingRun run) {
        if (!found.failure().isEmpty()) {
            return plans.failing(Code.INVALID_ARGUMENT, found.failure());
        }
        var plateau = spec.earlyStop() ? new LossCurve(run).plateau() : OptionalLong.empty();
        return plateau.isPresent() ? plans.stoppingEarly(run.percentAt(plateau.getAsLong())) : plans.initial();
    }
}
