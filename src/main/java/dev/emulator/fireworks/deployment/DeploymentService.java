package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.resource.ResourceService;
import dev.emulator.fireworks.resource.StatefulResources;
import dev.emulator.fireworks.store.Patch;
import dev.emulator.fireworks.store.ResourceIds;
import dev.emulator.fireworks.store.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The methods of deployments. */
@Service
class DeploymentService extends ResourceService<DeploymentRow, Deployment, Spec>
        implements StatefulResources<Deployment, Spec> {

    private static final String DELETED = "(state = 'DELETED')";

    private static final Duration RECENT = Duration.ofHours(1);

    private final DeploymentSupport support;
    private final DeploymentPlans plans;

    DeploymentService(ResourceType<DeploymentRow, Deployment, Spec> type, DeploymentSupport support) {
        super(type, support.resource());
        this.support = support;
        this.plans = support.plans();
    }

    @Transactional
    public Deployment create(
            String account, String requestedId, Spec requested, CreateOptions options, String createdBy) {
        var id = requestedId.isEmpty() ? ids.shortId() : requestedId;
        var name =
                options.validateOnly() ? ids.nameFor(account, collection(), id, type.idField()) : newName(account, id);
        var row = newRow(name, requested, options, createdBy);
        if (!options.validateOnly()) {
            insert(row);
            created(row);
        } else if (exists(name)) {
            throw idTaken();
        }
        return show(row, now(account));
    }

    @Override
    @Transactional
    public void create(ResourceName name, Spec spec, String createdBy) {
        create(name.account(), name.id(), spec, CreateOptions.NONE, createdBy);
    }

    private DeploymentRow newRow(ResourceName name, Spec requested, CreateOptions options, String createdBy) {
        var account = name.account();
        check(requested);
        var resolved = support.inputs()
                .resolve(account, requested, !options.disableSpeculativeDecoding(), options.skipShapeValidation());
        var spec = resolved.spec();
        checkUse(name, resolved);
        var chosen = support.planSelector()
                .choose(DeploymentAttributes.of(name, spec))
                .orElseGet(plans::initial);
        return new DeploymentRow(
                name,
                createdBy,
                now(account),
                timeline(account),
                spec,
                !options.disableAutoDeploy(),
                plans.creation(chosen, spec),
                protoJson);
    }

    private void created(DeploymentRow row) {
        support.listeners().created(row, row.autoDeploys() && canExist(row.baseModel()));
    }

    private void insert(DeploymentRow row) {
        try {
            support.lifecycle().insert(row);
        } catch (ApiException e) {
            throw e.code() == Code.ALREADY_EXISTS ? idTaken() : e;
        }
    }

    /** Whether a model can have this name, which level {@code lenient} does not require. */
    private static boolean canExist(String model) {
        return ResourceName.parse(model)
                .filter(name -> ResourceIds.isAddressable(name.account()) && ResourceIds.isAddressable(name.id()))
                .isPresent();
    }

    private static ApiException idTaken() {
        return ApiException.alreadyExists("deployment ID already exists");
    }

    /** @param showDeleted whether deployments that are deleted and not yet purged are listed; the total always includes them */
    public Page<Deployment> list(String account, ListQuery query, boolean showDeleted) {
        var now = now(ids.validAccountId(account));
        return page(account, query, showDeleted ? "" : DELETED, row -> show(row, now));
    }

    public Deployment get(String account, String id) {
        return show(requireView(name(account, id)), now(account));
    }

    @Transactional
    public Deployment update(
            String account,
            String id,
            LazyMessage<Spec> changes,
            @Nullable String updateMask,
            boolean skipShapeValidation) {
        var row = lock(name(account, id));
        if (row.deploymentState().isDeleted()) {
            throw ApiException.failedPrecondition("deployment in state " + row.state() + " cannot be updated");
        }
        var before = row.spec(protoJson).value();
        var merged = Patch.apply(before, changes, updateMask, Deployment.class);
        validation.check(merged, DeploymentRules::checkUpdate);
        validation.checkAsService(() -> DeploymentRules.requireUnchanged(before, merged));
        // The version of an unchanged shape was valid when it was set.
        var isSameShape = merged.deploymentShape().equals(before.deploymentShape());
        var resolved = support.inputs().resolve(account, merged, false, skipShapeValidation || isSameShape);
        checkUse(row.name(), resolved);
        var spec = resolved.spec();
        return change(row, now -> row.update(spec, plans, now, protoJson));
    }

    /** Scales within the limits of the deployment. */
    @Transactional
    public void scale(String account, String id, int replicaCount) {
        if (replicaCount < 0) {
            throw ApiException.invalidArgument("replica_count", "replica_count must not be negative");
        }
        var row = lock(name(account, id));
        change(row, now -> row.scale(replicaCount, now, protoJson));
    }

    /**
     * Deletes a deployment.
     *
     * @param hard whether it cannot be undeleted
     * @param ignoreChecks whether it is deleted although it is in use
     */
    @Transactional
    public void delete(String account, String id, boolean hard, boolean ignoreChecks) {
        var row = lock(name(account, id));
        if (!ignoreChecks && !row.deploymentState().isDeleted()) {
            validation.checkAsService(() -> requireIdle(row));
        }
        change(row, now -> row.delete(plans.deletion(hard), now));
    }

    private void requireIdle(DeploymentRow row) {
        var requested = row.requestedAt();
        if (requested != null && requested.isAfter(now(row.account()).minus(RECENT))) {
            throw ApiException.failedPrecondition("deployment has received inference requests in the last hour, pass"
                    + " ignore_checks to skip this check");
        }
    }

    @Transactional
    public Deployment undelete(String account, String id) {
        var row = lock(name(account, id));
        var spec = row.spec(protoJson).value();
        requireQuota(row.name(), spec);
        var plan = plans.restoration(spec);
        var undeleted = change(row, now -> row.undelete(plan, now));
        created(row);
        return undeleted;
    }

    @Override
    public void check(Spec spec) {
        validation.check(spec, DeploymentRules::check);
    }

    /** Checks the models and the quota that a deployment uses. */
    private void checkUse(ResourceName name, DeploymentInputs.Resolved resolved) {
        validation.checkAsService(() -> support.rules().check(resolved));
        requireQuota(name, resolved.spec());
    }

    /** The check costs a query, so lower levels do not make it. */
    private void requireQuota(ResourceName name, Spec spec) {
        if (validation.isService()) {
            support.quota().require(name, spec);
        }
    }

    /** Public, so that it can be called on the proxy of this service. */
    @Override
    public Instant now(String account) {
        return super.now(account);
    }

    private Deployment change(DeploymentRow row, Consumer<Instant> change) {
        var now = now(row.account());
        support.lifecycle().apply(row, locked -> change.accept(now));
        return show(row, now);
    }

    private Deployment show(DeploymentRow row, Instant now) {
        var replicas = row.replicas(now, protoJson);
        return row.resource(replicas, () -> row.toResource(replicas, protoJson));
    }
}
