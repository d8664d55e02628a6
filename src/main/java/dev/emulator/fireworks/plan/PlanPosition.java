package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.aip.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan and the current stage of a resource that follows it.
 *
 * @param enteredAt when the stage began
 * @param next when the stage ends; unset if only a request ends it
 */
public record PlanPosition(
        Plan plan, int stage, Instant enteredAt, @Nullable Instant next) {

    /** The database rounds each time separately. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    /**
     * @param states all states of the resource's type
     * @throws IllegalArgumentException if no resource can be at this position
     */
    public void check(String state, List<String> states) {
        plan.check(states);
        require(stage >= 0 && stage < plan.stages().size(), "the plan has no stage " + stage);
        require(plan.stage(stage).state().equals(state), "stage " + stage + " of the plan is not " + state);
        require(Timestamps.canPass(enteredAt, plan.rest(stage)), "the plan ends after " + Timestamps.LAST);
        require(next == null || isEnd(next), "next_transition_at is not the end of stage " + stage);
    }

    private boolean isEnd(Instant time) {
        return plan.endOf(stage, enteredAt)
                .filter(end -> Duration.between(end, time).abs().compareTo(ROUNDING) <= 0)
                .isPresent();
    }

    public static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
