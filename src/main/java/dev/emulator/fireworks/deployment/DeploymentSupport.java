package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.lifecycle.Lifecycle;
import dev.emulator.fireworks.plan.PlanSelector;
import dev.emulator.fireworks.resource.ResourceSupport;
import org.springframework.stereotype.Component;

/** The dependencies of {@link DeploymentService}. */
@Component
record DeploymentSupport(
        ResourceSupport resource,
        Lifecycle lifecycle,
        PlanSelector planSelector,
        DeploymentPlans plans,
        DeploymentInputs inputs,
        ServingRules rules,
        DeploymentQuota quota,
        DeploymentListeners listeners) {}
