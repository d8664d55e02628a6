package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.chance.Distribution;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan as users write it. Each resource that follows it gets a copy with fixed durations: random durations are drawn once.
 *
 * @param name name of the plan
 * @param description purpose of the plan
 * @param stages at least one; the resource stays in the last
 * @param reaches progress at the end, in percent; 0 means 100
 * @param curve how progress develops over time
 * @param attributes what else the plan decides about the resource, such as {@code loss} of a training; the names depend on its type
 * @param settles delay between the end of the resource and the availability of its results, as a duration; empty for none
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
     * A state and its duration.
     *
     * @param state with or without its prefix
     * @param lasts duration, such as 5s or PT1H; empty means until a request moves the resource on
     * @param drawn distribution of random durations; each resource gets its own, which depends on the random seed
     * @param code status code in this stage, as a name of google.rpc.Code; empty for the usual code of the state
     * @param message status message in this stage
     */
    public record Stage(
            String state, String lasts, @Nullable Distribution drawn, String code, String message) {}
}
