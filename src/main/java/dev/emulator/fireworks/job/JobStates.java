package dev.emulator.fireworks.job;

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

/** The states and predefined plans of jobs. */
@Component
public class JobStates implements StateModel {

    private final JobPlans plans;
    private final PredefinedPlans predefined;

    JobStates(JobPlans plans, ProtoJson protoJson) {
        this.plans = plans;
        this.predefined = new PredefinedPlans(JobStates.class, protoJson);
    }

    @Override
    public List<String> states() {
        return JobState.names();
    }

    @Override
    public Optional<String> state(String spelled) {
        return Arrays.stream(JobState.values())
                .filter(state -> state.name().equalsIgnoreCase(spelled)
                        || state.shortName().equalsIgnoreCase(spelled))
                .map(JobState::name)
                .findFirst();
    }

    @Override
    public boolean isTerminal(String state) {
        return JobState.valueOf(state).isTerminal();
    }

    @Override
    public boolean isDeleting(String state) {
        return JobState.valueOf(state).isDeleting();
    }

    @Override
    public boolean canSettle(String state) {
        return JobState.valueOf(state).hasTrained();
    }

    @Override
    public Stage stage(String state, @Nullable Duration lasts) {
        return plans.stage(JobState.valueOf(state), lasts);
    }

    @Override
    public List<PlanTemplate> readyPlans() {
        return predefined.all();
    }
}
