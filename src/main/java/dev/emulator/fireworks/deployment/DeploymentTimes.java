package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.plan.Plan;
import dev.emulator.fireworks.plan.PlanAttribute;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The durations that a plan sets for a deployment, besides those of its states. */
final class DeploymentTimes {

    private static final String COLD_START = "coldStart";
    private static final String SERVING_LAG = "servingLag";

    static final List<PlanAttribute> ATTRIBUTES =
            List.of(PlanAttribute.duration(COLD_START), PlanAttribute.duration(SERVING_LAG));

    private DeploymentTimes() {}

    static Map<String, String> attributes(Duration coldStart, Duration servingLag) {
        return Map.of(COLD_START, coldStart.toString(), SERVING_LAG, servingLag.toString());
    }

    /** The time in which a replica starts after the deployment had none. */
    static Optional<Duration> coldStart(Plan plan) {
        return duration(plan, COLD_START);
    }

    /** The time after the start of the replicas in which requests are still refused. */
    static Optional<Duration> servingLag(Plan plan) {
        return duration(plan, SERVING_LAG);
    }

    private static Optional<Duration> duration(Plan plan, String attribute) {
        return Optional.ofNullable(plan.attributes().get(attribute)).map(Duration::parse);
    }
}
