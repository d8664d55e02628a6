package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.deployedmodel.DeployedModel.Spec;
import dev.emulator.fireworks.model.BaseModels;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The live service's checks of the model and the deployment. Error texts that were observed are copied exactly. */
@Component
class DeployedModelRules {

    private static final String ADDONS_DISABLED =
            "deployment has addons disabled: set enable_addons=true on this deployment before loading LoRA adapters";

    private final BaseModels models;

    DeployedModelRules(BaseModels models) {
        this.models = models;
    }

    /**
     * Checks whether a model can be loaded into a deployment.
     *
     * @param spec with full names
     * @param replaces whether the request lets the model replace the merged addon of the deployment
     */
    void check(String account, Spec spec, Optional<HostDeployment> found, boolean replaces) {
        var deployment = found.orElseThrow(
                () -> new ApiException(Code.NOT_FOUND, "deployment " + spec.deployment() + " not found"));
        if (!deployment.isOpen()) {
            throw ApiException.failedPrecondition(
                    "deployment " + deployment.name() + " in state " + deployment.state() + " cannot load models");
        }
        var model = models.find(account, spec.model())
                .orElseThrow(() -> new ApiException(Code.NOT_FOUND, "model " + spec.model() + " not found"));
        if (!model.isReady()) {
            throw ApiException.failedPrecondition("model " + spec.model() + " is not ready");
        }
        if (!spec.model().equals(deployment.baseModel())) {
            checkAddon(spec, model, deployment, replaces);
        }
    }

    private static void checkAddon(Spec spec, BaseModels.Facts model, HostDeployment deployment, boolean replaces) {
        if (!model.isAdapter()) {
            throw ApiException.invalidArgument("model", "model " + spec.model() + " is not a LoRA addon");
        }
        if (!model.baseModel().equals(deployment.baseModel())) {
            throw ApiException.invalidArgument(
                    "model",
                    "model " + spec.model() + " is an addon of " + model.baseModel() + ", but deployment "
                            + deployment.name() + " serves " + deployment.baseModel());
        }
        if (deployment.mergesAddon()) {
            requireReplacement(replaces);
        } else if (!deployment.hasAddons()) {
            throw ApiException.failedPrecondition(ADDONS_DISABLED);
        }
    }

    private static void requireReplacement(boolean replaces) {
        if (!replaces) {
            throw ApiException.invalidArgument(
                    "replace_merged_addon",
                    "replace_merged_addon must be true for a deployment with enable_hot_reload_latest_addon");
        }
    }
}
