package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployment.Deployment;
import dev.emulator.fireworks.deployment.DeploymentRow;
import dev.emulator.fireworks.deployment.DeploymentState;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceRepository;
import dev.emulator.fireworks.store.ResourceType;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the deployments into which models are loaded. */
@Component
class HostDeployments {

    private final ResourceType<DeploymentRow, Deployment, Deployment.Spec> type;
    private final ResourceRepository repository;
    private final ProtoJson protoJson;

    HostDeployments(
            ResourceType<DeploymentRow, Deployment, Deployment.Spec> type,
            ResourceRepository repository,
            ProtoJson protoJson) {
        this.type = type;
        this.repository = repository;
        this.protoJson = protoJson;
    }

    /** Locks a deployment, so that its state does not change in the transaction. Deployments of other accounts are not found. */
    Optional<HostDeployment> lock(String account, String name) {
        return parse(account, name)
                .flatMap(parsed -> repository.lock(type, parsed))
                .map(this::of);
    }

    Optional<HostDeployment> find(String account, String name) {
        return parse(account, name)
                .flatMap(parsed -> type.rows().find(parsed.account(), parsed.id()))
                .map(this::of);
    }

    /** Whether a deployment has a model as its base model, and is not deleted. */
    boolean serve(ResourceName model) {
        return type.rows()
                .exists(
                        model.account(),
                        "base_model = ? and state <> ?",
                        model.toString(),
                        DeploymentState.DELETED.name());
    }

    HostDeployment of(DeploymentRow row) {
        var state = row.deploymentState();
        return new HostDeployment(
                row.name(),
                row.baseModel(),
                state.name(),
                state.isActive(),
                state == DeploymentState.CREATING || state.isActive(),
                row.enableAddons(),
                row.spec(protoJson).value().enableHotReloadLatestAddon(),
                row.precision().isQuantized());
    }

    private static Optional<ResourceName> parse(String account, String name) {
        return ResourceName.parse(name)
                .filter(parsed ->
                        parsed.account().equals(account) && parsed.collection().equals(Deployment.COLLECTION));
    }
}
