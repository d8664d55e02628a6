package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deploymentshape.DeploymentShape.Spec;
import dev.emulator.fireworks.types.AcceleratorType;
import org.springframework.stereotype.Component;

/** Completes a shape with the documented defaults. */
@Component
class ShapeDefaults {

    private static final String MODELS = "models";

    private final HardwareRules rules;

    ShapeDefaults(HardwareRules rules) {
        this.rules = rules;
    }

    Spec complete(String account, Spec spec) {
        var baseModel = ResourceName.full(account, MODELS, spec.baseModel());
        var type = spec.acceleratorType() == AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED
                ? AcceleratorType.NVIDIA_A100_80GB
                : spec.acceleratorType();
        var count = spec.acceleratorCount() == 0
                ? rules.minimumCount(account, baseModel, type, spec.precision())
                : spec.acceleratorCount();
        return spec.on(baseModel, count, type);
    }
}
