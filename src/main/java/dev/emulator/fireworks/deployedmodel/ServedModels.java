package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployedmodel.DeployedModel.Spec;
import dev.emulator.fireworks.store.ResourceType;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which models answer inference requests. */
@Component
public class ServedModels {

    private static final int MOST = 1000;

    private final ResourceType<DeployedModelRow, DeployedModel, Spec> type;
    private final HostDeployments deployments;

    ServedModels(ResourceType<DeployedModelRow, DeployedModel, Spec> type, HostDeployments deployments) {
        this.type = type;
        this.deployments = deployments;
    }

    /**
     * The entry in {@code deployedModels} that answers requests for a model. It is empty if the live service answers 404: if the model is not
     * loaded, if its deployment is not ready, or if it is an addon of a deployment that cannot serve it by its name.
     *
     * @param account of the caller
     * @param model full name of the model
     * @param deployment full name of the deployment; empty for the default deployment of the model
     */
    public Optional<ResourceName> serving(String account, String model, String deployment) {
        return type.rows().findAll("model", account, model, MOST).stream()
                .filter(entry -> deployment.isEmpty()
                        ? entry.isDefault()
                        : entry.deployment().equals(deployment))
                .filter(DeployedModelRow::isLoaded)
                .filter(entry -> deployments
                        .find(account, entry.deployment())
                        .map(host -> host.serves(model))
                        .orElse(true))
                .map(DeployedModelRow::name)
                .findFirst();
    }
}
