package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.deploymentshape.DeploymentShapes;
import dev.emulator.fireworks.deploymentshape.HardwareRules;
import dev.emulator.fireworks.model.BaseModels;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up what the specification of a deployment refers to, and sets the documented defaults. */
@Component
class DeploymentInputs {

    private static final String MODELS = "models";

    /** The word with which a client lets the server choose a shape. */
    private static final String DEFAULT_SHAPE = "default";

    private final BaseModels models;
    private final DeploymentShapes shapes;
    private final HardwareRules hardware;

    DeploymentInputs(BaseModels models, DeploymentShapes shapes, HardwareRules hardware) {
        this.models = models;
        this.shapes = shapes;
        this.hardware = hardware;
    }

    /**
     * A specification with its defaults.
     *
     * @param model the base model; empty if it is unknown
     * @param shape the version of the shape; empty without a shape, or if it is refused
     * @param shapeRefusal why the shape cannot be used; unset if it can
     */
    record Resolved(
            String account,
            Spec spec,
            Optional<BaseModels.Facts> model,
            Optional<DeploymentShapes.Facts> shape,
            @Nullable ApiException shapeRefusal) {}

    /**
     * @param speculative whether the base model's draft model is used if none is set
     * @param skipShapeValidation whether the shape need not be validated
     */
    Resolved resolve(String account, Spec requested, boolean speculative, boolean skipShapeValidation) {
        var baseModel = ResourceName.full(account, MODELS, requested.baseModel());
        var model = models.find(account, baseModel);
        Optional<DeploymentShapes.Facts> shape = Optional.empty();
        ApiException refusal = null;
        if (!requested.deploymentShape().isEmpty()) {
            try {
                shape = Optional.of(shapes.find(account, shape(requested, baseModel, model), skipShapeValidation));
            } catch (ApiException e) {
                refusal = e;
            }
        }
        var changed = new HashMap<String, Object>();
        changed.put("baseModel", baseModel);
        changed.put("maxReplicaCount", requested.maxReplicas());
        changed.put("autoscalingPolicy", requested.autoscaling().withDefaults());
        if (!requested.draftModel().isEmpty()) {
            changed.put("draftModel", ResourceName.full(account, MODELS, requested.draftModel()));
        } else if (speculative) {
            model.map(BaseModels.Facts::serving).ifPresent(serving -> {
                changed.put("draftModel", serving.draftModel());
                changed.put("draftTokenCount", serving.draftTokenCount());
            });
        }
        shape.ifPresent(found -> changed.putAll(settings(requested, found, speculative)));
        var spec = requested.with(changed);
        return new Resolved(account, withAcceleratorCount(account, spec), model, shape, refusal);
    }

    private static String shape(Spec requested, String baseModel, Optional<BaseModels.Facts> model) {
        if (!requested.deploymentShape().equals(DEFAULT_SHAPE)) {
            return requested.deploymentShape();
        }
        var served = model.filter(BaseModels.Facts::isAdapter)
                .map(BaseModels.Facts::baseModel)
                .orElse(baseModel);
        return "accounts/fireworks/deploymentShapes/" + served.substring(served.lastIndexOf('/') + 1) + "-minimal";
    }

    /** The shape decides about hardware and precision. Other fields can be set by the client. */
    private static Map<String, Object> settings(Spec requested, DeploymentShapes.Facts shape, boolean speculative) {
        var settings = shape.settings();
        var fields = new HashMap<String, Object>();
        fields.put("deploymentShape", shape.version());
        fields.put("acceleratorType", settings.acceleratorType());
        fields.put("acceleratorCount", settings.acceleratorCount());
        fields.put("precision", settings.precision());
        fields.put("enableAddons", requested.enableAddons() || settings.enableAddons());
        fields.put("enableSessionAffinity", requested.enableSessionAffinity() || settings.enableSessionAffinity());
        if (requested.maxContextLength() == 0) {
            fields.put("maxContextLength", settings.maxContextLength());
        }
        if (requested.ngramSpeculationLength() == 0) {
            fields.put("ngramSpeculationLength", settings.ngramSpeculationLength());
        }
        if (requested.draftModel().isEmpty()
                && speculative
                && !settings.draftModel().isEmpty()) {
            fields.put("draftModel", settings.draftModel());
            fields.put("draftTokenCount", settings.draftTokenCount());
        }
        return fields;
    }

    private Spec withAcceleratorCount(String account, Spec spec) {
        return spec.acceleratorCount() > 0
                ? spec
                : spec.with(Map.of(
                        "acceleratorCount",
                        hardware.minimumCount(account, spec.baseModel(), spec.acceleratorType(), spec.precision())));
    }
}
