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
        return load(newName(account, id), requested, replaces, false, createdBy);
    }

    /** Creates an entry for a seed, which chooses the id. It replaces the entry that the server has made for the same model and deployment. */
    @Override
    @Transactional
    public void create(ResourceName name, Spec requested, String createdBy) {
        load(newName(name.account(), name.id()), requested, true, true, createdBy);
    }

    private DeployedModel load(
            ResourceName name, Spec requested, boolean replaces, boolean replacesAutomatic, String createdBy) {
        var account = name.account();
        check(requested);
        var spec = requested.withFullNames(account);
        var deployment = deployments.lock(account, spec.deployment());
        entries.lock(List.of(account));
        var loaded = loaded(account, spec);
        requireNotLoaded(spec, loaded.filter(row -> !replacesAutomatic || !row.isAutomatic()));
        validation.checkAsService(() -> rules.check(account, spec, deployment, replaces));
        var now = now(account);
        deployment
                .filter(host -> host.replacesAddon(spec.model(), replaces))
                .ifPresent(host -> entries.undeploy(
                        account,
                        Map.of(spec.deployment(), now),
                        row -> !row.model().equals(host.baseModel()),
                        plans.removal()));
        var plan = plan(name, spec, deployment, loaded);
        loaded.ifPresent(row -> remove(lock(row.name())));
        var kept = spec.withDefault(
                spec.isDefault() || loaded.filter(DeployedModelRow::isDefault).isPresent());
        entries.add(new DeployedModelRow(name, createdBy, now, timeline(account), kept, plan, protoJson));
        return show(requireView(name));
    }

    private Optional<DeployedModelRow> loaded(String account, Spec spec) {
        return spec.model().isEmpty()
                ? Optional.empty()
                : entries.of(account, spec.model()).stream()
                        .filter(row -> row.deployment().equals(spec.deployment()))
                        .findFirst();
    }

    private static void requireNotLoaded(Spec spec, Optional<DeployedModelRow> other) {
        if (other.isPresent()) {
            throw ApiException.failedPrecondition("model " + spec.model() + " is already deployed"
                    + (spec.deployment().isEmpty() ? "" : " to " + spec.deployment()));
        }
    }

    /** @param replaced the entry that the new one replaces; the new one begins in its state, unless a plan was chosen */
    private Plan plan(
            ResourceName name, Spec spec, Optional<HostDeployment> deployment, Optional<DeployedModelRow> replaced) {
        var attributes = Map.of("model", spec.model(), "deployment", spec.deployment());
        var chosen = planSelector.choose(new PlanSelector.Candidate(name, spec.displayName(), attributes));
        if (chosen.isEmpty() && replaced.isPresent()) {
            return replaced.get().replacement(plans);
        }
        var plan = chosen.orElseGet(plans::loading);
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
