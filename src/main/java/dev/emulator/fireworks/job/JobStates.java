package dev.emulator.fireworks.job;

import dev.emulator.fireworks.lifecycle.Plan.Stage;
import dev.emulator.fireworks.lifecycle.PlanTemplate;
import dev.emulator.fireworks.lifecycle.StateModel;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.training.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** What is special about the plans of jobs. */
@Component
class JobStates implements StateModel {

    private static final String FILE = "plans.json";

    private final JobPlans plans;
    private final ProtoJson protoJson;
    private volatile @Nullable List<PlanTemplate> ready;

    JobStates(JobPlans plans, ProtoJson protoJson) {
        this.plans = plans;
        this.protoJson = protoJson;
    }

    private record Ready(List<PlanTemplate> plans) {}

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
    public boolean isEnding(String state) {
        return JobState.valueOf(state).isTerminal();
    }

    @Override
    public boolean isSettled(String state) {
        return JobState.valueOf(state).isTerminal() || JobState.valueOf(state).isDeleting();
    }

    @Override
    public boolean leavesSomething(String state) {
        return JobState.valueOf(state).hasTrained();
    }

    @Override
    public Stage stage(String state, @Nullable Duration lasts) {
        return plans.stage(JobState.valueOf(state), lasts);
    }

    @Override
    public List<String> losses() {
        return Arrays.stream(TrainingRun.Shape.values()).map(Enum::name).toList();
    }

    /** Read only when somebody wants one, so that starting costs nothing. */
    @Override
    public List<PlanTemplate> ready() {
        var read = ready;
        if (read == null) {
            try (var file = new ClassPathResource(FILE, JobStates.class).getInputStream()) {
                read = protoJson.read(file.readAllBytes(), Ready.class).plans();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            ready = read;
        }
        return read;
    }
}
