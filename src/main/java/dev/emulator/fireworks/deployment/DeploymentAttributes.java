package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.plan.MatchAttribute;
import dev.emulator.fireworks.plan.PlanSelector;
import java.util.List;
import java.util.Map;

/** The fields of deployments that plan rules can match. */
final class DeploymentAttributes {

    private static final String BASE_MODEL = "baseModel";
    private static final String ACCELERATOR_TYPE = "acceleratorType";
    private static final String SHAPE = "deploymentShape";

    static final List<MatchAttribute> MATCH = List.of(
            new MatchAttribute(BASE_MODEL, false),
            new MatchAttribute(ACCELERATOR_TYPE, false),
            new MatchAttribute(SHAPE, false));

    private DeploymentAttributes() {}

    static PlanSelector.Candidate of(ResourceName name, Spec spec) {
        return new PlanSelector.Candidate(
                name,
                spec.displayName(),
                Map.of(
                        BASE_MODEL, spec.baseModel(),
                        ACCELERATOR_TYPE, spec.acceleratorType().name(),
                        SHAPE, spec.deploymentShape()));
    }
}
