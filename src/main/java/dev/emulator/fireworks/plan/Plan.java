package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What will happen to one resource: its stages in order, chosen when it is made, kept with it and never computed anew.
 *
 * @param name what a user knows the plan by
 * @param stages at least one; the last is the ending
 * @param removes whether the resource is gone once the last stage has lasted its time
 * @param reaches how much of all there is to do is done in the end, in percent; 0, as in plans that were kept before, is everything
 * @param curve how progress goes
 * @param settles how long after the end it takes until what is left behind is there; unset for not at all
 * @param attributes what else it says about the resource, in the words of the resource's type
 * @param why the resource follows this plan and no other
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

    /** How long all stages and the settling may last together; what a long can count in nanoseconds is three times as much. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    public static final String TOO_LONG = "the stages of a plan can last 36500 days together, at most";

    static final int MOST_STAGES = 100;

    /** Far less than a percent, and more than a division can be off. */
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

    public Plan because(String reason) {
        return new Plan(name, stages, removes, reaches, curve, settles, attributes, reason);
    }

    /** What is left of it from a stage on. */
    public Plan from(int index) {
        return new Plan(name, stages.subList(index, stages.size()), removes, reaches, curve, settles, attributes, why);
    }

    /** The first stage with this state; negative if there is none. */
    public int indexOf(String state) {
        return stages.stream().map(Stage::state).toList().indexOf(state);
    }

    public static Plan of(String name, Stage... stages) {
        return new Plan(name, List.of(stages), false);
    }

    /** A plan after whose single stage the resource is gone. */
    public static Plan removal(String name, Stage stage) {
        return new Plan(name, List.of(stage), true);
    }

    public Stage stage(int index) {
        return stages.get(index);
    }

    public boolean isLast(int index) {
        return index == stages.size() - 1;
    }

    /** How much of all the progress there will be has been made when the stage ends, in percent. */
    public int progressAfter(int index) {
        var all = progressing(stages.size());
        var whole = reaches == 0 ? 100 : reaches;
        return all.isZero()
                ? whole
                : (int) (progressing(index + 1).toNanos() * (double) whole / all.toNanos() + ROUNDING);
    }

    /** When a stage ends; empty where only a call ends it, or nothing does. */
    public Optional<Instant> endOf(int index, Instant entered) {
        var lasts = isLast(index) && !removes ? settles : stages.get(index).lasts();
        return Optional.ofNullable(lasts).map(entered::plus);
    }

    /** How long it takes at most from the beginning of a stage on, as far as that is known. */
    public Duration rest(int from) {
        return stages.subList(from, stages.size()).stream()
                .map(Stage::lastsOrNothing)
                .reduce(settles == null ? Duration.ZERO : settles, Duration::plus);
    }

    /** @throws IllegalArgumentException for what the emulator would never have chosen */
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

    /** Whether all of it together is not too long. */
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
     * @param state the state as the API spells it
     * @param lasts how long; unset means until a call moves the resource on, or for ever at the end
     * @param progresses whether progress is made meanwhile
     * @param code what the resource's status says in this stage
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
