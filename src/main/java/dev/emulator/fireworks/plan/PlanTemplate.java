package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.chance.Distribution;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan as people write it. Every resource that is to follow it gets a plan of its own, with the durations drawn.
 *
 * @param name what the plan is known by
 * @param description what it is for
 * @param stages at least one; the last is where it ends, or stays
 * @param reaches how much of the work is done when it ends, in percent; 0 for all of it
 * @param curve how progress goes while it is made
 * @param attributes what else becomes of the resource, such as {@code loss} for a training; what there is depends on its type
 * @param settles how long after the end it takes until what is left behind is ready, as a duration; empty for at once
 */
public record PlanTemplate(
        String name,
        String description,
        List<Stage> stages,
        int reaches,
        Curve curve,
        Map<String, String> attributes,
        String settles) {

    /**
     * One state on the way.
     *
     * @param state with or without its prefix
     * @param lasts how long, such as 5s or PT1H; empty for until a call moves the resource on
     * @param drawn how long, drawn anew for each resource from the account's seed
     * @param code what the status says meanwhile: a name of google.rpc.Code; empty for what is usual in that state
     * @param message the status message
     */
    public record Stage(
            String state, String lasts, @Nullable Distribution drawn, String code, String message) {}
}
