package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.deployedmodel.DeployedModel.Spec;
import dev.emulator.fireworks.deployment.DeploymentListener;
import dev.emulator.fireworks.deployment.DeploymentRow;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/** Loads the base model of a new deployment, and lets the models in a deployment follow its states. */
@Component
class DeploymentModels implements DeploymentListener {

    private final DeployedModelEntries entries;
    private final DeployedModelPlans plans;
    private final HostDeployments deployments;
    private final AccountClocks clocks;
    private final ResourceIds ids;
    private final ProtoJson protoJson;

    DeploymentModels(
            DeployedModelEntries entries,
            DeployedModelPlans plans,
            HostDeployments deployments,
            AccountClocks clocks,
            ResourceIds ids,
            ProtoJson protoJson) {
        this.entries = entries;
        this.plans = plans;
        this.deployments = deployments;
        this.clocks = clocks;
        this.ids = ids;
        this.protoJson = protoJson;
    }

    @Override
    public void onCreated(DeploymentRow deployment, boolean autoDeploy) {
        var account = deployment.account();
        if (!autoDeploy || entries.exist(account, deployment.baseModel())) {
            return;
        }
        entries.lock(List.of(account));
        if (!entries.of(account, deployment.baseModel()).isEmpty()) {
            return;
        }
        var spec = Spec.of(deployment.baseModel(), deployment.name());
        var plan = plans.withDeployment(deployments.of(deployment).isReady());
        entries.add(new DeployedModelRow(
                ids.name(account, DeployedModel.COLLECTION, spec.newId(ids)),
                deployment.createdBy(),
                deployment.updateTime(),
                clocks.timeline(account),
                spec,
                plan,
                protoJson));
    }

    @Override
    public void onReady(List<DeploymentRow> ready) {
        byAccount(
                ready, (account, rows) -> entries.changeAll(account, times(rows), DeployedModelRow::onDeploymentReady));
    }

    @Override
    public void onFailed(List<DeploymentRow> failed) {
        byAccount(
                failed,
                (account, rows) -> entries.changeAll(account, times(rows), (entry, at) -> {
                    var deployment = Objects.requireNonNull(rows.get(entry.deployment()));
                    entry.onDeploymentFailed(plans.failure(deployment.status()), at);
                }));
    }

    @Override
    public void onDeleted(List<DeploymentRow> deleted) {
        entries.lock(deleted.stream().map(DeploymentRow::account).toList());
        byAccount(deleted, (account, rows) -> entries.undeploy(account, times(rows), entry -> true, plans.removal()));
    }

    /** Accounts and deployments have an order, which prevents deadlocks. */
    private static void byAccount(
            List<DeploymentRow> deployments, BiConsumer<String, SortedMap<String, DeploymentRow>> action) {
        var accounts = new TreeMap<String, SortedMap<String, DeploymentRow>>();
        deployments.forEach(row -> accounts.computeIfAbsent(row.account(), account -> new TreeMap<>())
                .put(row.name().toString(), row));
        accounts.forEach(action);
    }

    /** When each deployment has changed. */
    private static Map<String, Instant> times(SortedMap<String, DeploymentRow> deployments) {
        var times = new TreeMap<String, Instant>();
        deployments.forEach((name, row) -> times.put(name, row.updateTime()));
        return times;
    }
}
