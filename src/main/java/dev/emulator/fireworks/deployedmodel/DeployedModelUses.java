package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployedmodel.DeployedModel.Spec;
import dev.emulator.fireworks.model.ModelUses;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.ResourceType;
import dev.emulator.fireworks.types.DeployedModelRef;
import java.util.List;
import org.springframework.stereotype.Component;

/** The use of models in deployments. */
@Component
class DeployedModelUses implements ModelUses {

    private static final int MOST = 200;

    private final ResourceType<DeployedModelRow, DeployedModel, Spec> type;
    private final HostDeployments deployments;
    private final ProtoJson protoJson;

    DeployedModelUses(
            ResourceType<DeployedModelRow, DeployedModel, Spec> type,
            HostDeployments deployments,
            ProtoJson protoJson) {
        this.type = type;
        this.deployments = deployments;
        this.protoJson = protoJson;
    }

    @Override
    public List<DeployedModelRef> references(String account, ResourceName model) {
        return type.rows().findAll("model", account, model.toString(), MOST).stream()
                .map(row -> row.reference(protoJson))
                .toList();
    }

    @Override
    public boolean isInUse(ResourceName model) {
        return !type.rows()
                        .findAll("model", model.account(), model.toString(), 1)
                        .isEmpty()
                || deployments.serve(model);
    }
}
