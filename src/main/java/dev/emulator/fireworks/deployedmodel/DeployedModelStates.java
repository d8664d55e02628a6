package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.plan.PlanTemplate;
import dev.emulator.fireworks.plan.PredefinedPlans;
import dev.emulator.fireworks.plan.StateModel;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.types.DeployedModelState;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The states and predefined plans of models in deployments. */
@Component
class DeployedModelStates implements StateModel {

    private final PredefinedPlans predefined;

    DeployedModelStates(ProtoJson protoJson) {
        this.predefined = new PredefinedPlans(DeployedModelStates.class, protoJson);
    }

    @Override
    public List<String> states() {
        return DeployedModelState.names();
    }

    @Override
    public Optional<String> state(String spelled) {
        return states().stream()
                .filter(state -> state.equalsIgnoreCase(spelled))
                .findFirst();
    }

    @Override
    public boolean isTerminal(String state) {
        return false;
    }

    @Override
    public boolean isResting(String state) {
        return state.equals(DeployedModelState.DEPLOYED.name());
    }

    @Override
    public boolean isDeleting(String state) {
        return state.equals(DeployedModelState.UNDEPLOYING.name());
    }

    @Override
    public List<PlanTemplate> readyPlans() {
        return predefined.all();
    }
}
