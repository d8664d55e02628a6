package dev.emulator.fireworks.finetuning.supervised;

import dev.emulator.fireworks.account.Accounts;
import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.dataset.TrainingData;
import dev.emulator.fireworks.finetuning.JobPlans;
import dev.emulator.fireworks.finetuning.Money;
import dev.emulator.fireworks.finetuning.TrainingCost;
import dev.emulator.fireworks.finetuning.TrainingDefaults;
import dev.emulator.fireworks.finetuning.supervised.SupervisedFineTuningJob.Spec;
import dev.emulator.fireworks.lifecycle.AccountClocks;
import dev.emulator.fireworks.lifecycle.Plan;
import dev.emulator.fireworks.lifecycle.Transitions;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.Listing;
import dev.emulator.fireworks.store.ResourceCounts;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.Rows;
import dev.emulator.fireworks.validation.Validation;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The rules of supervised fine-tuning jobs. */
@Service
class SupervisedFineTuningJobService {

    private static final String COLLECTION = SupervisedFineTuningJob.COLLECTION;

    private final SupervisedFineTuningJobs jobs;
    private final Rows<SupervisedFineTuningJobRow> rows;
    private final Listing<SupervisedFineTuningJobRow, SupervisedFineTuningJob> listing;
    private final ResourceCounts counts;
    private final ResourceIds ids;
    private final Accounts accounts;
    private final AccountClocks clocks;
    private final TrainingData trainingData;
    private final JobPlans plans;
    private final Transitions transitions;
    private final Validation validation;
    private final ProtoJson protoJson;

    SupervisedFineTuningJobService(
            SupervisedFineTuningJobs jobs,
            Rows<SupervisedFineTuningJobRow> rows,
            Listing<SupervisedFineTuningJobRow, SupervisedFineTuningJob> listing,
            ResourceCounts counts,
            ResourceIds ids,
            Accounts accounts,
            AccountClocks clocks,
            TrainingData trainingData,
            JobPlans plans,
            Transitions transitions,
            Validation validation,
            ProtoJson protoJson) {
        this.jobs = jobs;
        this.rows = rows;
        this.listing = listing;
        this.counts = counts;
        this.ids = ids;
        this.accounts = accounts;
        this.clocks = clocks;
        this.trainingData = trainingData;
        this.plans = plans;
        this.transitions = transitions;
        this.validation = validation;
        this.protoJson = protoJson;
    }

    @Transactional
    public SupervisedFineTuningJob create(String account, String requestedId, Spec requested, String createdBy) {
        var name = ids.nameFor(account, COLLECTION, requestedId, "supervised_fine_tuning_job_id");
        check(requested);
        var data = trainingData.find(account, requested.dataset());
        requireUsable(data, requested.dataset());
        accounts.require(account);
        var now = now(account);
        var spec = requested.withDefaults(name, TrainingDefaults.of(requested.baseModel()));
        var row = new SupervisedFineTuningJobRow(
                name, createdBy, now, spec, plan(data), dollarNanos(spec, data), protoJson);
        try {
            jobs.saveAndFlush(row);
        } catch (DataIntegrityViolationException e) {
            throw ApiException.alreadyExists("resource " + name + " already exists");
        }
        counts.add(COLLECTION, account, 1);
        return row.toResource(now, protoJson);
    }

    public Page<SupervisedFineTuningJob> list(String account, ListQuery query) {
        var now = now(ids.requireAccount(account));
        return listing.page(account, query, row -> row.toResource(now, protoJson));
    }

    public SupervisedFineTuningJob get(String account, String id) {
        var name = existing(account, id);
        return rows.find(name.account(), name.id())
                .orElseThrow(ApiException::notFound)
                .toResource(now(account), protoJson);
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
    public SupervisedFineTuningJob resume(String account, String id) {
        var row = locked(account, id);
        var now = now(account);
        transitions.record(row.resume(plans.rest(), now));
        return row.toResource(now, protoJson);
    }

    public Money estimateCost(String account, Spec spec) {
        ids.requireAccount(account);
        check(spec);
        return TrainingCost.money(dollarNanos(spec, trainingData.find(account, spec.dataset())));
    }

    private void requireUsable(Optional<TrainingData.Facts> data, String dataset) {
        if (!validation.isService()) {
            return;
        }
        var facts = data.orElseThrow(() -> new ApiException(Code.NOT_FOUND, "dataset " + dataset + " not found"));
        if (!facts.isReady()) {
            throw ApiException.failedPrecondition("dataset " + dataset + " is not ready");
        }
    }

    /** A job on bad data is taken, and fails when it looks at them. */
    private Plan plan(Optional<TrainingData.Facts> data) {
        return data.map(TrainingData.Facts::failure)
                .filter(failure -> !failure.isEmpty())
                .map(failure -> plans.failing(Code.INVALID_ARGUMENT, failure))
                .orElseGet(plans::initial);
    }

    private static long dollarNanos(Spec spec, Optional<TrainingData.Facts> data) {
        var tokens = data.filter(TrainingData.Facts::isReady)
                .map(TrainingData.Facts::tokens)
                .orElse(TrainingCost.USUAL_TOKENS);
        return TrainingCost.dollarNanos(spec.baseModel(), spec.epochs(), tokens);
    }

    private void check(Spec spec) {
        validation.check(spec, SupervisedFineTuningJobRules::check);
    }

    private SupervisedFineTuningJobRow locked(String account, String id) {
        var name = existing(account, id);
        return jobs.lock(name.account(), name.id()).orElseThrow(ApiException::notFound);
    }

    private ResourceName existing(String account, String id) {
        return ids.existing(account, COLLECTION, id);
    }

    private Instant now(String account) {
        return clocks.of(account).instant();
    }
}
