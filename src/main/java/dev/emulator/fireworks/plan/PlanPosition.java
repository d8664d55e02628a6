package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
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

    /** Whether the next transition deletes the resource. */
    public boolean isBeforeRemoval() {
        return plan.removesAfter(stage);
    }

    /** The position after a restart of the stage. */
    public PlanPosition restarted(Instant now) {
        return now.isBefore(enteredAt) ? this : changed(plan, now);
    }

    /** The same position in a plan that begins with the same stages. */
    public PlanPosition in(Plan other) {
        return changed(other, enteredAt);
    }

    /** Nothing changes if the plan would then end after the last possible time. */
    private PlanPosition changed(Plan other, Instant entered) {
        return Timestamps.canPass(entered, other.rest(stage))
                ? new PlanPosition(
                        other, stage, entered, other.endOf(stage, entered).orElse(null))
                : this;
    }

    /** @throws ApiException FAILED_PRECONDITION if the plan would end after the last possible time */
    public static void requireEnd(Plan plan, int stage, Instant entered) {
        if (!Timestamps.canPass(entered, plan.rest(stage))) {
            throw ApiException.failedPrecondition("the account's time is " + entered + ", and plan " + plan.name()
                    + " would end after " + Timestamps.LAST + ", the last time that can be represented");
        }
    }

    /** @throws ApiException FAILED_PRECONDITION if a recorded stage is not in the plan */
    public static void requireStage(Plan plan, int stage, ResourceName resource) {
        if (stage < 0 || stage >= plan.stages().size()) {
            throw ApiException.failedPrecondition(
                    "the recorded transitions of " + resource + " contain a stage that its plan does not have");
        }
    }

    public static void requirePercentages(@Nullable Integer from, @Nullable Integer to) {
        require(isPercentage(from) && isPercentage(to), "progress must be 0 to 100");
    }

    private static boolean isPercentage(@Nullable Integer progress) {
        return progress == null || progress >= 0 && progress <= 100;
    }

    public static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
