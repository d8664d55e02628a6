package dev.emulator.fireworks.plan;

import dev.emulator.fireworks.text.Globs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets every resource that fits follow a plan from its creation on. Of several that fit, the first one made decides.
 *
 * @param name {@code accounts/{account}/plans/{id}}
 * @param match what fits
 * @param choice the plan
 */
public record PlanRule(
        String name, @Nullable Match match, @Nullable PlanChoice choice) {

    /**
     * What a rule is for. In each pattern {@code *} stands for anything, and an empty one fits all; names may be full ones or bare ids.
     *
     * @param collection the type of resource, such as supervisedFineTuningJobs
     * @param id the id of the resource
     * @param displayName its display name
     * @param attributes other fields; which there are depends on the type, such as dataset and baseModel of a fine-tuning job
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

        /** Whether everything that fits the other one fits this one as well. */
        boolean covers(Match other) {
            return covers(collection, other.collection)
                    && covers(id, other.id)
                    && covers(displayName, other.displayName)
                    && attributes.entrySet().stream()
                            .allMatch(pattern ->
                                    covers(pattern.getValue(), other.attributes.getOrDefault(pattern.getKey(), "")));
        }

        /** A pattern taken as a text fits another one only if all that it stands for does. */
        private static boolean covers(String glob, String other) {
            return glob.equals("*") || Globs.matches(glob, other.isEmpty() ? "*" : other);
        }
    }
}
