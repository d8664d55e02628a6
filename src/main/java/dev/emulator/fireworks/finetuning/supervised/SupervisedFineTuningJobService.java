package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.account.AccountService;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.finetuning.ArtifactLinks;
import dev.emulator.fireworks.finetuning.TrainingCost;
import dev.emulator.fireworks.finetuning.TrainingDefaults;
import dev.emulator.fireworks.finetuning.supervised.SupervisedFineTuningJob.Spec;
import dev.emulator.fireworks.finetuning.supervised.TrainingInputs.Inputs;
import dev.emulator.fireworks.job.JobPlans;
import dev.emulator.fireworks.lifecycle.AccountClocks;
import dev.emulator.fireworks.lifecycle.Plan;
import dev.emulator.fireworks.lifecycle.PlanSelector;
import dev.emulator.fireworks.lifecycle.Transitions;
import dev.emulator.fireworks.model.OutputModels;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.Listing;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.ResourceRepository;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.store.Rows;
import dev.emulator.fireworks.training.LossCurve;
import dev.emulator.fireworks.training.TrainingRun;
import dev.emulator.fireworks.types.Money;
import dev.emulator.fireworks.validation.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules of supervised fine-tuning jobs. */
@Service
class SupervisedFineTuningJobService {

    private static final String COLLECTION = SupervisedFineTuningJob.COLLECTION;

    private final SupervisedFineTuningJobs jobs;
    private final Rows<SupervisedFineTuningJobRow> rows;
    private final Listing<SupervisedFineTuningJobRow, SupervisedFineTuningJob> listing;
    private final ResourceRepository newRows;
    private final ResourceIds ids;
    private final AccountService accounts;
    private final AccountClocks clocks;
    private final TrainingInputs training;
    private final TunedModels outputs;
    private final OutputModels models;
    private final PlanSelector choices;
    private final JobPlans plans;
    private final Transitions transitions;
    private final Validation validation;
    private final ProtoJson protoJson;

    SupervisedFineTuningJobService(
            SupervisedFineTuningJobs jobs,
            ResourceType<SupervisedFineTuningJobRow, SupervisedFineTuningJob, Spec> type,
            ResourceRepository newRows,
            ResourceIds ids,
            AccountService accounts,
            AccountClocks clocks,
            TrainingInputs training,
            TunedModels outputs,
            OutputModels models,
            PlanSelector choices,
            JobPlans plans,
            Transitions transitions,
            Validation validation,
            ProtoJson protoJson) {
        this.jobs = jobs;
        this.rows = type.rows();
        this.listing = type.listing();
        this.newRows = newRows;
        this.ids = ids;
        this.accounts = accounts;
        this.clocks = clocks;
        this.training = training;
        this.outputs = outputs;
        this.models = models;
        this.choices = choices;
        this.plans = plans;
        this.transitions = transitions;
        this.validation = validation;
        this.protoJson = protoJson;
    }

    @Transactional
    public SupervisedFineTuningJob create(
            String account, String requestedId, Spec requested, String createdBy, ArtifactLinks links) {
        return add(account, requestedId, requested, createdBy).toResource(now(account), links, protoJson);
    }

    /** A job that nobody asks to see. */
    @Transactional
    public SupervisedFineTuningJobRow add(String account, String requestedId, Spec requested, String createdBy) {
        accounts.ensureExists(account);
        var name = ids.nameFor(account, COLLECTION, requestedId, "supervised_fine_tuning_job_id");
        check(requested);
        var inputs = training.find(account, requested);
        var spec = requested.withDefaults(name, TrainingDefaults.of(inputs.base()));
        requireNewModel(spec.outputModel());
        validation.checkAsService(() -> {
            TrainingInputRules.check(spec, inputs);
            // Looked up at lower levels only where the client has named it, since that costs a query.
            if (validation.isService() || !requested.outputModel().isEmpty()) {
                requireFree(account, spec.outputModel());
            }
        });
        var now = now(account);
        var chosen = choices.choose(new PlanSelector.Job(name, spec.displayName(), spec.dataset(), inputs.baseModel()));
        var run = training.run(account, spec, inputs).going(shape(chosen));
        var row = newRows.add(new SupervisedFineTuningJobRow(
                name,
                createdBy,
                now,
                clocks.timeline(account),
                spec,
                chosen.orElseGet(() -> plan(spec, inputs, run)),
                run,
                training.dollarNanos(spec, inputs),
                protoJson));
        outputs.onTransitions(List.of(row)); // a plan can begin with its end
        return row;
    }

    public Page<SupervisedFineTuningJob> list(String account, ListQuery query, ArtifactLinks links) {
        var now = now(ids.validAccountId(account));
        return listing.page(account, query, row -> row.toResource(now, links, protoJson));
    }

    public SupervisedFineTuningJob get(String account, String id, ArtifactLinks links) {
        var name = name(account, id);
        return rows.find(name.account(), name.id())
                .orElseThrow(ApiException::notFound)
                .toResource(now(account), links, protoJson);
    }

    @Transactional
    public void cancel(String account, String id) {
        locked(account, id).cancel(plans.cancellation(), now(account)).ifPresent(transitions::record);
    }

    @Transactional
    public void delete(String account, String id) {
        locked(account, id).delete(plans.deletion(), now(account)).ifPresent(transitions::record);
    }

    @Transactional
    public SupervisedFineTuningJob resume(String account, String id, ArtifactLinks links) {
        var row = locked(account, id);
        var now = now(account);
        transitions.record(row.resume(plans.rest(), now));
        outputs.onTransitions(List.of(row));
        return row.toResource(now, links, protoJson);
    }

    public Money estimateCost(String account, Spec spec) {
        ids.validAccountId(account);
        check(spec);
        return TrainingCost.money(training.dollarNanos(spec, training.find(account, spec)));
    }

    boolean exists(ResourceName name) {
        return rows.find(name.account(), name.id()).isPresent();
    }

    /** To be looked at only, but in all its parts. */
    SupervisedFineTuningJobRow require(ResourceName name) {
        return jobs.find(name.account(), name.id()).orElseThrow(ApiException::notFound);
    }

    /** What a job makes has an id by the rules by which any other model has. */
    private void requireNewModel(String outputModel) {
        ResourceName.parse(outputModel).ifPresent(model -> ids.requireNew(model.id(), "output_model"));
    }

    private void requireFree(String account, String outputModel) {
        var model = ResourceName.parse(outputModel)
                .filter(name -> name.account().equals(account))
                .orElseThrow(() ->
                        ApiException.invalidArgument("output_model", "output_model must be in account " + account));
        if (models.exists(model)) {
            throw ApiException.alreadyExists("resource " + model + " already exists");
        }
    }

    private static TrainingRun.Shape shape(Optional<Plan> chosen) {
        return chosen.map(Plan::loss)
                .filter(loss -> !loss.isEmpty())
                .map(TrainingRun.Shape::valueOf)
                .orElse(TrainingRun.Shape.NATURAL);
    }

    /** A job on bad data is taken, and fails when it looks at them; one that stops early is known to from the beginning. */
    private Plan plan(Spec spec, Inputs inputs, TrainingRun run) {
        if (!inputs.failure().isEmpty()) {
            return plans.failing(Code.INVALID_ARGUMENT, inputs.failure());
        }
        var plateau = spec.earlyStop() ? new LossCurve(run).plateau() : OptionalLong.empty();
        return plateau.isPresent() ? plans.stoppingEarly(run.percentAt(plateau.getAsLong())) : plans.initial();
    }

    void check(Spec spec) {
        validation.check(spec, SupervisedFineTuningJobRules::check);
    }

    private SupervisedFineTuningJobRow locked(String account, String id) {
        var name = name(account, id);
        return jobs.lock(name.account(), name.id()).orElseThrow(ApiException::notFound);
    }

    ResourceName name(String account, String id) {
        return ids.name(account, COLLECTION, id);
    }

    private Instant now(String account) {
        return clocks.of(account).instant();
    }
}
