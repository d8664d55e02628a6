package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployedmodel.DeployedModel.Spec;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceType;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which models answer inference requests. */
@Component
public class ServedModels {

    private static final int MOST = 1000;

    private final ResourceType<DeployedModelRow, DeployedModel, Spec> type;
    private final HostDeployments deployments;
    private final ProtoJson protoJson;

    ServedModels(
            ResourceType<DeployedModelRow, DeployedModel, Spec> type,
            HostDeployments deployments,
            ProtoJson protoJson) {
        this.type = type;
        this.deployments = deployments;
        this.protoJson = protoJson;
    }

    /**
     * A model that is loaded into a deployment.
     *
     * @param name of the entry in {@code deployedModels}
     * @param deployment full name of the deployment
     * @param isPublic whether other accounts can use it
     */
    public record Loaded(ResourceName name, String model, String deployment, boolean isPublic) {}

    /**
     * Finds the entry in {@code deployedModels} that answers requests for a model. It is empty if the live service answers 404: if the model
     * is not loaded, if its deployment is not ready, or if it is an addon of a deployment that cannot serve it by its name.
     *
     * @param account whose entries are searched
     * @param model full name of the model
     * @param deployment full name of the deployment; empty for the default deployment of the model
     */
    public Optional<Loaded> find(String account, String model, String deployment) {
        return type.rows().findAll("model", account, model, MOST).stream()
                .filter(entry -> deployment.isEmpty()
                        ? entry.isDefault()
                        : entry.deployment().equals(deployment))
                .filter(this::serves)
                .findFirst()
                .map(this::loaded);
    }

    /** Finds an entry by its name, if it answers requests. */
    public Optional<Loaded> find(ResourceName name) {
        return type.rows().find(name.account(), name.id()).filter(this::serves).map(this::loaded);
    }

    /** Finds the model that answers requests for a deployment by its name: the merged addon, or else the base model. */
    public Optional<String> model(ResourceName deployment) {
        return deployments
                .find(deployment.account(), deployment.toString())
                .map(host -> host.mergesAddon() ? mergedAddon(host).orElse(host.baseModel()) : host.baseModel());
    }

    public boolean isBaseModel(String model, ResourceName deployment) {
        return deployments
                .find(deployment.account(), deployment.toString())
                .filter(host -> host.baseModel().equals(model))
                .isPresent();
    }

    private Optional<String> mergedAddon(HostDeployment host) {
        return type
                .rows()
                .findAll("deployment", host.name().account(), host.name().toString(), MOST)
                .stream()
                .filter(entry -> entry.isLoaded() && !entry.model().equals(host.baseModel()))
                .map(DeployedModelRow::model)
                .findFirst();
    }

    private boolean serves(DeployedModelRow entry) {
        return entry.isLoaded()
                && deployments
                        .find(entry.account(), entry.deployment())
                        .map(host -> host.serves(entry.model()))
                        .orElse(true);
    }

    private Loaded loaded(DeployedModelRow entry) {
        return new Loaded(
                entry.name(),
                entry.model(),
                entry.deployment(),
                entry.spec(protoJson).value().isPublic());
    }
}
