package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.deploymentshape.HardwareRules;
import dev.emulator.fireworks.types.AcceleratorType;
import java.util.List;
import org.springframework.stereotype.Component;

/** The live service's checks of the model and the hardware of a deployment. */
@Component
class ServingRules {

    private final HardwareRules hardware;

    ServingRules(HardwareRules hardware) {
        this.hardware = hardware;
    }

    /** @throws ApiException the refusal of the live service */
    void check(DeploymentInputs.Resolved resolved) {
        var spec = resolved.spec();
        var model = resolved.model()
                .orElseThrow(() -> new ApiException(Code.NOT_FOUND, "model " + spec.baseModel() + " not found"));
        if (!model.isReady()) {
            throw ApiException.failedPrecondition("model " + spec.baseModel() + " is not ready");
        }
        if (resolved.shapeRefusal() != null) {
            throw resolved.shapeRefusal();
        }
        if (spec.deploymentShape().isEmpty()
                && spec.acceleratorType() == AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED
                && !model.serving().isEmbedding()) {
            throw ApiException.invalidArgument(
                    "accelerator_type", "accelerator_type must be specified for non-embeddings engines");
        }
        HardwareRules.requireNone(violations(resolved, spec));
    }

    private List<String> violations(DeploymentInputs.Resolved resolved, Spec spec) {
        return resolved.shape()
                .map(shape -> hardware.violations(resolved.account(), spec.baseModel(), spec.enableAddons(), shape))
                .orElseGet(() -> hardware.violations(
                        resolved.account(),
                        new HardwareRules.Hardware(
                                spec.baseModel(),
                                spec.acceleratorType(),
                                spec.acceleratorCount(),
                                spec.precision(),
                                spec.enableAddons(),
                                spec.draftModel(),
                                spec.disableDeploymentSizeValidation())));
    }
}
