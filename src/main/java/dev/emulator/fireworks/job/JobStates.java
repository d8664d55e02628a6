package dev.emulator.fireworks.job;

import dev.emulator.fireworks.plan.Plan.Stage;
import dev.emulator.fireworks.plan.PlanTemplate;
import dev.emulator.fireworks.plan.StateModel;
import dev.emulator.fireworks.protojson.ProtoJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The states and predefined plans of jobs. */
@Component
public class JobStates implements StateModel {

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

    /** The file is read on first use, so that the start does not wait for it. */
    @Override
    public List<PlanTemplate> readyPlans() {
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
