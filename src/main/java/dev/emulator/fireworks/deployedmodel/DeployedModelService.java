package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployedmodel.DeployedModel.Spec;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.resource.EditableResourceService;
import dev.emulator.fireworks.resource.ResourceSupport;
import dev.emulator.fireworks.resource.StatefulResources;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.text.PlainText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The methods of models in deployments. */
@Service
class DeployedModelService extends EditableResourceService<DeployedModelRow, DeployedModel, Spec>
        implements StatefulResources<DeployedModel, Spec> {

    private final DeployedModelEntries entries;
    private final DeployedModelRules rules;
    private final DeployedModelPlans plans;
    private final PlanSelector planSelector;
    private final HostDeployments deployments;

    DeployedModelService(
            ResourceType<DeployedModelRow, DeployedModel, Spec> type,
            ResourceSupport support,
            DeployedModelEntries entries,
            DeployedModelRules rules,
            DeployedModelPlans plans,
            PlanSelector planSelector,
            HostDeployments deployments) {
        super(type, support);
        this.entries = entries;
        this.rules = rules;
        this.plans = plans;
        this.planSelector = planSelector;
        this.deployments = deployments;
    }

    /** @param replaces whether the model replaces the addon that is merged into the deployment's base model */
    @Transactional
    public DeployedModel create(String account, Spec requested, boolean replaces, String createdBy) {
        var id = requested.withFullNames(account).newId(ids);
        return load(newName(account, id), requested, replaces, createdBy);
    }

    /** Creates an entry for a seed, which chooses the id. */
    @Override
    @Transactional
    public void create(ResourceName name, Spec requested, String createdBy) {
        load(newName(name.account(), name.id()), requested, true, createdBy);
    }

    private DeployedModel load(ResourceName name, Spec requested, boolean replaces, String createdBy) {
        var account = name.account();
        check(requested);
        var spec = requested.withFullNames(account);
        var deployment = deployments.lock(account, spec.deployment());
        entries.lock(List.of(account));
        requireNotLoaded(account, spec);
        validation.checkAsService(() -> rules.check(account, spec, deployment, replaces));
        var now = now(account);
        deployment
                .filter(host -> host.replacesAddon(spec.model(), replaces))
                .ifPresent(host -> entries.undeploy(
                        account,
                        List.of(spec.deployment()),
                        row -> !row.model().equals(host.baseModel()),
                        row -> row.undeploy(plans.removal(), now)));
        var plan = plan(name, spec, deployment);
        entries.add(new DeployedModelRow(name, createdBy, now, timeline(account), spec, plan, protoJson));
        return show(requireView(name));
    }

    private void requireNotLoaded(String account, Spec spec) {
        var isLoaded = !spec.model().isEmpty()
                && entries.of(account, spec.model()).stream()
                        .anyMatch(row -> row.deployment().equals(spec.deployment()));
        if (isLoaded) {
            throw ApiException.failedPrecondition("model " + spec.model() + " is already deployed"
                    + (spec.deployment().isEmpty() ? "" : " to " + spec.deployment()));
        }
    }

    private Plan plan(ResourceName name, Spec spec, Optional<HostDeployment> deployment) {
        var attributes = Map.of("model", spec.model(), "deployment", spec.deployment());
        var plan = planSelector
                .choose(new PlanSelector.Candidate(name, spec.displayName(), attributes))
                .orElseGet(plans::loading);
        return deployment.filter(host -> !host.isReady()).isPresent() ? plans.afterDeployment(plan) : plan;
    }

    @Override
    @Transactional
    public DeployedModel update(String account, String id, LazyMessage<Spec> changes, @Nullable String updateMask) {
        var name = writableName(account, id);
        entries.lock(List.of(account));
        var before = require(name).spec(protoJson).value();
        entries.change(name, row -> update(row, patched(row, changes, updateMask)));
        var after = require(name).spec(protoJson).value();
        entries.settleDefault(account, after.model(), after.isDefault() && !before.isDefault() ? id : "");
        return show(requireView(name));
    }

    private void update(DeployedModelRow row, Spec wanted) {
        if (row.isUndeploying()) {
            throw ApiException.failedPrecondition("deployed model " + row.name() + " is being undeployed");
        }
        var before = row.spec(protoJson).value();
        check(wanted);
        validation.checkAsService(() -> checkChanges(before, wanted.withFullNames(row.account())));
        var changed = wanted.movedTo(before).withDefault(before.isDefault() || wanted.isDefault());
        if (!changed.equals(before)) {
            var now = now(row.account());
            row.change(changed, now, protoJson);
            row.update(plans.update(), now);
        }
    }

    private static void checkChanges(Spec before, Spec wanted) {
        if (!wanted.movedTo(before).equals(wanted)) {
            throw ApiException.invalidArgument("deployed_model", "model and deployment cannot be changed");
        }
        if (before.isDefault() && !wanted.isDefault()) {
            throw ApiException.invalidArgument(
                    "default", "default cannot be removed: set it on another deployed model of " + before.model());
        }
    }

    @Override
    public void check(Spec spec) {
        validation.check(spec, (fields, level, violations) -> {});
        PlainText.require("model", spec.model(), "model");
        PlainText.require("deployment", spec.deployment(), "deployment");
    }

    @Override
    @Transactional
    public void delete(String account, String id) {
        var name = writableName(account, id);
        entries.lock(List.of(account));
        var row = require(name);
        if (row.isDefault()
                && !row.isUndeploying()
                && entries.of(account, row.model()).size() > 1) {
            throw ApiException.failedPrecondition("deployed model " + name + " is the default of " + row.model()
                    + ": delete the other deployed models of this model, or make one of them the default, before");
        }
        var now = now(account);
        entries.change(name, entry -> entry.undeploy(plans.removal(), now));
    }

    @Override
    protected DeployedModel toResource(DeployedModelRow row) {
        return row.toResource(protoJson);
    }
}
