package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.plan.Plan.Stage;
import dev.emulator.fireworks.plan.PlanTemplate;
import dev.emulator.fireworks.plan.PredefinedPlans;
import dev.emulator.fireworks.plan.StateModel;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The states and predefined plans of deployments. */
@Component
class DeploymentStates implements StateModel {

    private final PredefinedPlans predefined;

    DeploymentStates(ProtoJson protoJson) {
        this.predefined = new PredefinedPlans(DeploymentStates.class, protoJson);
    }

    @Override
    public List<String> states() {
        return DeploymentState.names();
    }

    @Override
    public Optional<String> state(String spelled) {
        return Arrays.stream(DeploymentState.values())
                .map(DeploymentState::name)
                .filter(state -> state.equalsIgnoreCase(spelled) || state.equalsIgnoreCase("STATE_" + spelled))
                .findFirst();
    }

    @Override
    public boolean isTerminal(String state) {
        return state.equals(DeploymentState.FAILED.name()) || state.equals(DeploymentState.DELETED.name());
    }

    @Override
    public boolean isResting(String state) {
        return state.equals(DeploymentState.READY.name()) || state.equals(DeploymentState.DELETED.name());
    }

    @Override
    public boolean isDeleting(String state) {
        return state.equals(DeploymentState.DELETING.name());
    }

    @Override
    public Stage stage(String state, @Nullable Duration lasts) {
        return DeploymentPlans.stage(DeploymentState.valueOf(state), lasts);
    }

    @Override
    public List<PlanTemplate> readyPlans() {
        return predefined.all();
    }
}
