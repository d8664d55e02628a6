package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.model.ServableModels;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks up what the specification of a deployment refers to, and sets the documented defaults. */
@Component
class DeploymentInputs {

    private static final String MODELS = "models";

    private final ServableModels models;

    DeploymentInputs(ServableModels models) {
        this.models = models;
    }

    /**
     * A specification with its defaults.
     *
     * @param model the base model; empty if it is unknown
     */
    record Resolved(String account, Spec spec, Optional<ServableModels.Facts> model) {}

    /** @param speculative whether the base model's draft model is used if none is set */
    Resolved resolve(String account, Spec requested, boolean speculative) {
        var changed = new HashMap<String, Object>();
        var baseModel = ResourceName.full(account, MODELS, requested.baseModel());
        var model = find(account, baseModel);
        changed.put("baseModel", baseModel);
        changed.put("maxReplicaCount", requested.maxReplicas());
        changed.put("autoscalingPolicy", requested.autoscaling().withDefaults());
        if (requested.acceleratorCount() == 0) {
            changed.put("acceleratorCount", 1);
        }
        if (!requested.draftModel().isEmpty()) {
            changed.put("draftModel", ResourceName.full(account, MODELS, requested.draftModel()));
        } else if (speculative) {
            changed.putAll(draft(model));
        }
        return new Resolved(account, requested.with(changed), model);
    }

    private static Map<String, Object> draft(Optional<ServableModels.Facts> model) {
        return model.filter(found -> !found.draftModel().isEmpty())
                .<Map<String, Object>>map(
                        found -> Map.of("draftModel", found.draftModel(), "draftTokenCount", found.draftTokenCount()))
                .orElse(Map.of());
    }

    /** Finds a public model or a model of the account. */
    Optional<ServableModels.Facts> find(String account, String model) {
        return ResourceName.parse(model).flatMap(name -> models.find(account, name));
    }
}
