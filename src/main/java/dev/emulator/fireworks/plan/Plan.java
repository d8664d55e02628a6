package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The future of one resource as a sequence of stages. A plan is chosen when the resource is created, and is stored with it.
 *
 * @param name the name that users see
 * @param stages at least one; the resource stays in the last
 * @param removes whether the resource is deleted at the end of the last stage
 * @param reaches progress at the end, in percent; 0, as in plans of older versions, means 100
 * @param curve how progress develops
 * @param settles delay between the end of the resource and the availability of its results; unset for none
 * @param attributes what else the plan decides about the resource; the names depend on the resource's type
 * @param why the reason for which this plan was selected
 */
public record Plan(
        String name,
        List<Stage> stages,
        boolean removes,
        int reaches,
        Curve curve,
        @Nullable Duration settles,
        Map<String, String> attributes,
        String why) {

    /** Maximum duration of all stages and the settling together. In nanoseconds, three times as much still fits into a long. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    public static final String TOO_LONG = "the stages of a plan can last at most 36500 days together";

    static final int MOST_STAGES = 100;

    /** Much less than one percent, and more than the error of a division. */
    private static final double ROUNDING = 1e-9;

    public Plan {
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a plan needs at least one stage");
        }
        stages = List.copyOf(stages);
    }

    public Plan(String name, List<Stage> stages, boolean removes) {
        this(name, stages, removes, 100);
    }

    public Plan(String name, List<Stage> stages, boolean removes, int reaches) {
        this(name, stages, removes, reaches, Curve.LINEAR, null, Map.of(), "");
    }

    /** The plan with values for attributes that it does not set. */
    public Plan withDefaults(Map<String, String> defaults) {
        var all = new HashMap<>(defaults);
        all.putAll(attributes);
        return new Plan(name, stages, removes, reaches, curve, settles, Map.copyOf(all), why);
    }

    /** The plan with other stages, after which the resource is deleted. */
    public Plan removingAfter(List<Stage> others) {
        return new Plan(name, others, true, reaches, curve, settles, attributes, why);
    }

    /** The plan with other stages, after which the resource stays. */
    public Plan stayingAfter(List<Stage> others) {
        return new Plan(name, others, false, reaches, curve, settles, attributes, why);
    }

    public Plan because(String reason) {
        return new Plan(name, stages, removes, reaches, curve, settles, attributes, reason);
    }

    /** The plan without the stages before an index. */
    public Plan from(int index) {
        return new Plan(name, stages.subList(index, stages.size()), removes, reaches, curve, settles, attributes, why);
    }

    /** The index of the first stage with this state, or -1. */
    public int indexOf(String state) {
        return stages.stream().map(Stage::state).toList().indexOf(state);
    }

    public static Plan of(String name, Stage... stages) {
        return new Plan(name, List.of(stages), false);
    }

    /** A plan with a single stage, after which the resource is deleted. */
    public static Plan removal(String name, Stage stage) {
        return new Plan(name, List.of(stage), true);
    }

    public Stage stage(int index) {
        return stages.get(index);
    }

    public boolean isLast(int index) {
        return index == stages.size() - 1;
    }

    /** Whether the resource is deleted at the end of a stage. */
    public boolean removesAfter(int index) {
        return removes && isLast(index);
    }

    /** The progress at the end of a stage, in percent. */
    public int progressAfter(int index) {
        var all = progressing(stages.size());
        var whole = reaches == 0 ? 100 : reaches;
        return all.isZero()
                ? whole
                : (int) (progressing(index + 1).toNanos() * (double) whole / all.toNanos() + ROUNDING);
    }

    /** When a stage ends; empty if only a request ends it, or nothing does. */
    public Optional<Instant> endOf(int index, Instant entered) {
        var lasts = isLast(index) && !removes ? settles : stages.get(index).lasts();
        return Optional.ofNullable(lasts).map(entered::plus);
    }

    /** The known duration from the beginning of a stage to the end of the plan. Stages that hold count as nothing. */
    public Duration rest(int from) {
        return stages.subList(from, stages.size()).stream()
                .map(Stage::lastsOrNothing)
                .reduce(settles == null ? Duration.ZERO : settles, Duration::plus);
    }

    /** @throws IllegalArgumentException if the emulator could not have chosen this plan */
    public void check(List<String> states) {
        require(stages.size() <= MOST_STAGES, "a plan has 1 to " + MOST_STAGES + " stages");
        require(reaches >= 0 && reaches <= 100, "reaches must be a percentage, 0 to 100");
        require(settles == null || isLastable(settles), "settles must be 0 to 3650 days");
        for (var stage : stages) {
            require(states.contains(stage.state()), "no resource can be in state " + stage.state());
            require(stage.lasts() == null || isLastable(stage.lasts()), "a stage must last 0 to 3650 days");
        }
        require(isLastable(), TOO_LONG);
    }

    /** Whether the total duration is within {@link #LONGEST}. */
    public boolean isLastable() {
        return rest(0).compareTo(LONGEST) <= 0;
    }

    private static boolean isLastable(Duration duration) {
        return !duration.isNegative() && duration.compareTo(Durations.LONGEST) <= 0;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    private Duration progressing(int end) {
        return stages.subList(0, end).stream()
                .filter(Stage::progresses)
                .map(Stage::lastsOrNothing)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * A state and its duration.
     *
     * @param state the state as in the API
     * @param lasts duration; unset means until a request moves the resource on, or for ever in the last stage
     * @param progresses whether the progress increases in this stage
     * @param code status code of the resource in this stage
     * @param message the status message
     */
    public record Stage(String state, @Nullable Duration lasts, boolean progresses, Code code, String message) {

        public static Stage of(String state, @Nullable Duration lasts) {
            return new Stage(state, lasts, false, Code.OK, "");
        }

        public static Stage progressing(String state, @Nullable Duration lasts) {
            return new Stage(state, lasts, true, Code.OK, "");
        }

        public static Stage failing(String state, Code code, String message) {
            return new Stage(state, null, false, code, message);
        }

        private Duration lastsOrNothing() {
            return lasts == null ? Duration.ZERO : lasts;
        }
    }
}
