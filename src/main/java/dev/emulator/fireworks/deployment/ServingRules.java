package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.model.ServableModels;
import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.Precision;

/** The live service's checks of the models that a deployment serves. Error texts that were observed are copied exactly. */
final class ServingRules {

    private static final String NO_ADDONS = "invalid deployment: addons are not supported for this model";
    private static final String QUANTIZED = "addons cannot be enabled with quantized precisions (FP8/FP4)";
    private static final String NO_LIVE_MERGE =
            "live merge is not supported for this deployment configuration; choose a deployment shape that supports"
                    + " live merge, or use multi-lora (enable_addons=true) instead of live merge for LoRA fine-tuning";

    private ServingRules() {}

    static void check(DeploymentInputs.Resolved resolved, DeploymentInputs inputs) {
        var spec = resolved.spec();
        var model = resolved.model()
                .orElseThrow(() -> new ApiException(Code.NOT_FOUND, "model " + spec.baseModel() + " not found"));
        if (!model.isReady()) {
            throw ApiException.failedPrecondition("model " + spec.baseModel() + " is not ready");
        }
        if (spec.deploymentShape().isEmpty()
                && spec.acceleratorType() == AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED
                && !model.isEmbedding()) {
            throw ApiException.invalidArgument(
                    "accelerator_type", "accelerator_type must be specified for non-embeddings engines");
        }
        if (model.isAddon()) {
            checkLiveMerge(resolved, model, inputs);
        } else if (spec.enableAddons()) {
            checkAddons(resolved, model, inputs);
        }
    }

    /** A LoRA addon as base model is merged into the model for which it was trained. */
    private static void checkLiveMerge(
            DeploymentInputs.Resolved resolved, ServableModels.Facts addon, DeploymentInputs inputs) {
        var spec = resolved.spec();
        var precision = inputs.find(resolved.account(), addon.baseModel())
                .map(base -> effective(spec, base))
                .orElse(spec.precision());
        if (precision.isQuantized()) {
            throw ApiException.invalidArgument("base_model", NO_LIVE_MERGE);
        }
    }

    private static void checkAddons(
            DeploymentInputs.Resolved resolved, ServableModels.Facts model, DeploymentInputs inputs) {
        var spec = resolved.spec();
        if (!model.supportsLora()) {
            throw ApiException.invalidArgument("enable_addons", NO_ADDONS);
        }
        if (spec.precision().isQuantized()) {
            throw ApiException.invalidArgument("enable_addons", "invalid deployment: " + QUANTIZED);
        }
        var draft = spec.draftModel().isEmpty()
                ? Precision.PRECISION_UNSPECIFIED
                : inputs.find(resolved.account(), spec.draftModel())
                        .map(ServableModels.Facts::defaultPrecision)
                        .orElse(Precision.PRECISION_UNSPECIFIED);
        if (draft.isQuantized()) {
            throw ApiException.invalidArgument("draft_model", "draft model precision validation failed: " + QUANTIZED);
        }
    }

    private static Precision effective(Spec spec, ServableModels.Facts base) {
        return spec.precision() == Precision.PRECISION_UNSPECIFIED ? base.defaultPrecision() : spec.precision();
    }
}
