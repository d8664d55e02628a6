package dev.emulator.fireworks.lifecycle;

import dev.emulator.fireworks.text.Globs;
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
     * @param jobId the id of the job
     * @param displayName its display name
     * @param dataset what it trains on
     * @param baseModel what it trains
     * @param type the kind of job, such as supervisedFineTuningJobs
     */
    public record Match(String jobId, String displayName, String dataset, String baseModel, String type) {

        boolean fits(PlanSelector.Job job) {
            return Globs.matches(jobId, job.name().id())
                    && Globs.matches(displayName, job.displayName())
                    && named(dataset, job.dataset())
                    && named(baseModel, job.baseModel())
                    && Globs.matches(type, job.name().collection());
        }

        private static boolean named(String glob, String name) {
            return Globs.matches(glob, name) || Globs.matches(glob, name.substring(name.lastIndexOf('/') + 1));
        }

        /** Whether everything that fits the other one fits this one as well. */
        boolean covers(Match other) {
            return covers(jobId, other.jobId)
                    && covers(displayName, other.displayName)
                    && covers(dataset, other.dataset)
                    && covers(baseModel, other.baseModel)
                    && covers(type, other.type);
        }

        /** A pattern taken as a text fits another one only if all that it stands for does. */
        private static boolean covers(String glob, String other) {
            return glob.equals("*") || Globs.matches(glob, other.isEmpty() ? "*" : other);
        }
    }
}
