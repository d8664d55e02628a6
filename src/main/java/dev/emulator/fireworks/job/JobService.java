package dev.emulator.fireworks.job;

import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.resource.ResourceService;
import dev.emulator.fireworks.resource.StatefulResources;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.validation.Validation;
import java.util.List;
import java.util.Optional;
import org.springframework.transaction.annotation.Transactional;

/**
 * The methods of all types of jobs: create, get, list, delete, cancel and resume.
 *
 * @param <R> the row
 * @param <T> the resource in the API
 * @param <S> the fields that clients can set
 */
public abstract class JobService<R extends JobRow<S>, T extends Record & JobResource<S>, S extends Record>
        extends ResourceService<R, T, S> implements StatefulResources<T, S> {

    protected final JobPlans plans;

    private final JobSupport support;

    protected JobService(ResourceType<R, T, S> type, JobSupport support) {
        super(type, support.resource());
        this.plans = support.plans();
        this.support = support;
    }

    /** Checks the rules across fields at a level of validation. */
    protected abstract void checkRules(S spec, Validation level, List<FieldViolation> violations);

    /** Creates the row of a job with valid fields: looks up its references, sets defaults and selects its plan. */
    protected abstract R newRow(NewJob job, S requested);

    @Transactional
    public T create(String account, String requestedId, S requested, String createdBy, JobView<R, T> view) {
        return view.show(add(account, requestedId, requested, createdBy), now(account));
    }

    @Override
    @Transactional
    public void create(ResourceName name, S requested, String createdBy) {
        add(name.account(), name.id(), requested, createdBy);
    }

    private R add(String account, String requestedId, S requested, String createdBy) {
        var name = newName(account, requestedId);
        check(requested);
        return support.lifecycle()
                .insert(newRow(new NewJob(name, createdBy, now(account), timeline(account)), requested));
    }

    public Page<T> list(String account, ListQuery query, JobView<R, T> view) {
        var now = now(ids.validAccountId(account));
        return page(account, query, row -> view.show(row, now));
    }

    public T get(String account, String id, JobView<R, T> view) {
        return view.show(requireView(name(account, id)), now(account));
    }

    @Transactional
    public void cancel(String account, String id) {
        support.lifecycle().apply(lock(name(account, id)), job -> job.cancel(plans.cancellation(), now(account)));
    }

    @Transactional
    public void delete(String account, String id) {
        support.lifecycle().apply(lock(name(account, id)), job -> job.delete(plans.deletion(), now(account)));
    }

    @Transactional
    public T resume(String account, String id, JobView<R, T> view) {
        var row = lock(name(account, id));
        var now = now(account);
        support.lifecycle().apply(row, job -> job.resume(plans.rest(), now));
        return view.show(row, now);
    }

    @Override
    public void check(S spec) {
        validation.check(spec, this::checkRules);
    }

    /** The plan that the request or the account selects for a new job; empty if neither does. */
    protected Optional<Plan> choosePlan(PlanSelector.Candidate candidate) {
        return support.planSelector().choose(candidate);
    }
}
