package dev.emulator.fireworks.job;

import static dev.emulator.fireworks.job.JobState.JOB_STATE_CANCELLED;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_CANCELLING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_COMPLETED;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_CREATING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_DELETING_CLEANING_UP;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_EARLY_STOPPED;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_FAILED;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_PENDING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_RUNNING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_VALIDATING;
import static dev.emulator.fireworks.job.JobState.JOB_STATE_WRITING_RESULTS;

import dev.emulator.fireworks.JobPlanProperties;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.Plan.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/** The default plans of jobs. They are created once from the settings. */
@Component
public class JobPlans {

    private static final String CUSTOM = "custom";
    private static final List<JobState> SHORT = List.of(JOB_STATE_CREATING, JOB_STATE_RUNNING, JOB_STATE_COMPLETED);
    private static final List<JobState> FULL = List.of(
            JOB_STATE_PENDING,
            JOB_STATE_VALIDATING,
            JOB_STATE_CREATING,
            JOB_STATE_RUNNING,
            JOB_STATE_WRITING_RESULTS,
            JOB_STATE_COMPLETED);

    /** With longer durations, a plan could end after the last time that a database can store. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Map<JobState, Duration> durations;
    private final Code failureCode;
    private final String failureMessage;
    private final Plan initial;
    private final Plan cancellation;
    private final Plan deletion;
    private final Plan rest;

    JobPlans(JobPlanProperties settings) {
        durations = durations(settings);
        failureCode = code(settings.failure().code());
        failureMessage = settings.failure().message();
        var plan = settings.stages().isEmpty() ? preset(settings.preset()) : custom(settings.stages());
        initial = plan.because("default of the server");
        cancellation = plan("cancel", List.of(JOB_STATE_CANCELLING, JOB_STATE_CANCELLED));
        deletion = Plan.removal(
                "delete", Stage.of(JOB_STATE_DELETING_CLEANING_UP.name(), duration(JOB_STATE_DELETING_CLEANING_UP)));
        rest = plan("resume", List.of(JOB_STATE_RUNNING, JOB_STATE_COMPLETED));
    }

    /** The plan of a new job. */
    public Plan initial() {
        return initial;
    }

    /** The plan of a new job that fails before its training, because its data is invalid. A custom plan stays unchanged. */
    public Plan failing(Code code, String message) {
        if (initial.name().equals(CUSTOM)) {
            return initial;
        }
        var stages = new ArrayList<Stage>();
        for (var stage : initial.stages()) {
            if (stage.progresses()) {
                break;
            }
            stages.add(stage);
            if (stage.state().equals(JOB_STATE_VALIDATING.name())) {
                break;
            }
        }
        stages.add(Stage.failing(JOB_STATE_FAILED.name(), code, message));
        return new Plan(initial.name() + "-failing", stages, false).because("the data is invalid");
    }

    /**
     * The plan of a new job that stops its training early. A custom plan stays unchanged.
     *
     * @param percent progress at which the training stops
     */
    public Plan stoppingEarly(int percent) {
        if (initial.name().equals(CUSTOM)) {
            return initial;
        }
        var stages = new ArrayList<Stage>();
        for (var stage : initial.stages()) {
            var lasts = stage.lasts();
            if (stage.progresses() && lasts != null) {
                stages.add(Stage.progressing(
                        stage.state(), lasts.multipliedBy(percent).dividedBy(100)));
                break;
            }
            stages.add(stage);
        }
        stages.add(Stage.of(JOB_STATE_EARLY_STOPPED.name(), null));
        return new Plan(initial.name() + "-stopping-early", stages, false, percent)
                .because("early_stop is set and the loss no longer falls");
    }

    public Plan cancellation() {
        return cancellation;
    }

    public Plan deletion() {
        return deletion;
    }

    /** The plan of a resumed job whose own plan ended with the pause. */
    public Plan rest() {
        return rest;
    }

    private Plan preset(JobPlanProperties.Preset preset) {
        return plan(
                preset.name().toLowerCase(Locale.ROOT), preset == JobPlanProperties.Preset.REALISTIC ? FULL : SHORT);
    }

    private Plan plan(String name, List<JobState> states) {
        var stages = states.stream()
                .map(state -> stage(state, state.isTerminal() ? null : duration(state)))
                .toList();
        return new Plan(name, stages, false);
    }

    private Plan custom(List<String> lines) {
        var stages = new ArrayList<Stage>();
        for (var line : lines) {
            var words = line.strip().split("\\s+");
            var state = state("emulator.lifecycle.stages", words[0]);
            if (words.length > 2) {
                throw new InvalidSetting(
                        "emulator.lifecycle.stages", line, "STATE or STATE DURATION, for example RUNNING 5s");
            }
            if (!stages.isEmpty()
                    && JobState.valueOf(stages.get(stages.size() - 1).state()).isTerminal()) {
                throw new InvalidSetting("emulator.lifecycle.stages", line, "no stage after a terminal state");
            }
            stages.add(stage(state, words.length == 2 ? duration(line, words[1]) : null));
        }
        var plan = new Plan(CUSTOM, stages, false);
        if (!plan.isLastable()) {
            throw new InvalidSetting("emulator.lifecycle.stages", String.join(", ", lines), Plan.TOO_LONG);
        }
        return plan;
    }

    /** A stage with the usual status of a state. */
    Stage stage(JobState state, @Nullable Duration lasts) {
        return switch (state) {
            case JOB_STATE_RUNNING -> Stage.progressing(state.name(), lasts);
            case JOB_STATE_FAILED -> new Stage(state.name(), lasts, false, failureCode, failureMessage);
            default -> Stage.of(state.name(), lasts);
        };
    }

    private Duration duration(JobState state) {
        return durations.getOrDefault(state, Duration.ZERO);
    }

    private static Map<JobState, Duration> durations(JobPlanProperties settings) {
        var durations = new EnumMap<JobState, Duration>(JobState.class);
        durations.putAll(defaults(settings.preset()));
        settings.durations().forEach((name, lasts) -> {
            if (!isLastable(lasts)) {
                throw new InvalidSetting(
                        "emulator.lifecycle.durations." + name, lasts.toString(), "a duration of 0 to 3650d");
            }
            durations.put(state("emulator.lifecycle.durations", name), lasts);
        });
        return durations;
    }

    private static Map<JobState, Duration> defaults(JobPlanProperties.Preset preset) {
        return switch (preset) {
            case INSTANT -> Map.of();
            case FAST ->
                Map.of(
                        JOB_STATE_CREATING, Duration.ofSeconds(1),
                        JOB_STATE_RUNNING, Duration.ofSeconds(5),
                        JOB_STATE_CANCELLING, Duration.ofMillis(500),
                        JOB_STATE_DELETING_CLEANING_UP, Duration.ofMillis(500));
            case REALISTIC ->
                Map.of(
                        JOB_STATE_PENDING, Duration.ofSeconds(30),
                        JOB_STATE_VALIDATING, Duration.ofMinutes(1),
                        JOB_STATE_CREATING, Duration.ofMinutes(1),
                        JOB_STATE_RUNNING, Duration.ofMinutes(5),
                        JOB_STATE_WRITING_RESULTS, Duration.ofSeconds(20),
                        JOB_STATE_CANCELLING, Duration.ofSeconds(5),
                        JOB_STATE_DELETING_CLEANING_UP, Duration.ofSeconds(10));
        };
    }

    private static JobState state(String setting, String name) {
        return Arrays.stream(JobState.values())
                .filter(state -> lettersOf(state.name()).equals(lettersOf(name))
                        || lettersOf(state.shortName()).equals(lettersOf(name)))
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        setting,
                        name,
                        Arrays.stream(JobState.values())
                                .map(JobState::shortName)
                                .collect(Collectors.joining(", "))));
    }

    /** Property names lose their underscores when they are bound from files or the environment. */
    private static String lettersOf(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    }

    private static Duration duration(String line, String text) {
        try {
            var duration = DurationStyle.detectAndParse(text);
            if (isLastable(duration)) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            // reported below, with the name of the setting
        }
        throw new InvalidSetting(
                "emulator.lifecycle.stages", line, "a duration of 0 to 3650d, such as 500ms, 5s, 2m or PT5S");
    }

    private static boolean isLastable(Duration duration) {
        return !duration.isNegative() && duration.compareTo(LONGEST) <= 0;
    }

    private static Code code(String name) {
        try {
            return Code.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(
                    "emulator.lifecycle.failure.code",
                    name,
                    Arrays.stream(Code.values()).map(Code::name).collect(Collectors.joining(", ")));
        }
    }
}
