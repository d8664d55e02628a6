package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.text.Globs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Selects the plan for new resources that match. If several rules match, the oldest one applies.
 *
 * @param name {@code accounts/{account}/plans/{id}}
 * @param match the resources that the rule applies to
 * @param choice the plan
 */
public record PlanRule(
        String name, @Nullable Match match, @Nullable PlanChoice choice) {

    /**
     * Patterns for the resources that a rule applies to. In a pattern, {@code *} stands for any text; an empty pattern matches everything.
     * For fields that hold resource names, a pattern can match the full name or only the id.
     *
     * @param collection pattern for the collection, such as supervisedFineTuningJobs
     * @param id pattern for the id of the resource
     * @param displayName pattern for its display name
     * @param attributes patterns for other fields, by name; fine-tuning jobs have dataset and baseModel, for example
     */
    public record Match(String collection, String id, String displayName, Map<String, String> attributes) {

        static final Match ANYTHING = new Match("", "", "", Map.of());

        boolean fits(PlanSelector.Candidate candidate) {
            return Globs.matches(collection, candidate.name().collection())
                    && Globs.matches(id, candidate.name().id())
                    && Globs.matches(displayName, candidate.displayName())
                    && attributes.entrySet().stream()
                            .allMatch(pattern -> named(
                                    pattern.getValue(), candidate.attributes().getOrDefault(pattern.getKey(), "")));
        }

        private static boolean named(String glob, String name) {
            return Globs.matches(glob, name) || Globs.matches(glob, name.substring(name.lastIndexOf('/') + 1));
        }

        /** Whether this one matches every resource that the other one matches. */
        boolean covers(Match other) {
            return covers(collection, other.collection)
                    && covers(id, other.id)
                    && covers(displayName, other.displayName)
                    && attributes.entrySet().stream()
                            .allMatch(pattern ->
                                    covers(pattern.getValue(), other.attributes.getOrDefault(pattern.getKey(), "")));
        }

        /** If a glob matches another glob as a text, it also matches every text that the other one matches. */
        private static boolean covers(String glob, String other) {
            return glob.equals("*") || Globs.matches(glob, other.isEmpty() ? "*" : other);
        }
    }
}
