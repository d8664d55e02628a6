package dev.emulator.fireworks.deployedmodel;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.protojson.Empty;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoints of models in deployments.
 *
 * @implNote `public` has no effect, and there is no limit on the number of LoRA addons.
 */
@RestController
@RequestMapping("/v1/accounts/{account}")
class DeployedModelController {

    private final DeployedModelService deployedModels;

    DeployedModelController(DeployedModelService deployedModels) {
        this.deployedModels = deployedModels;
    }

    @PostMapping("/deployedModels")
    DeployedModel create(
            @PathVariable String account,
            @RequestParam(defaultValue = "false") boolean replaceMergedAddon,
            @RequestBody DeployedModel deployedModel,
            Principal caller) {
        return deployedModels.create(account, deployedModel.spec().value(), replaceMergedAddon, caller.getName());
    }

    @GetMapping("/deployedModels")
    Page<DeployedModel> list(@PathVariable String account, ListQuery query) {
        return deployedModels.list(account, query);
    }

    @GetMapping("/deployedModels/{deployedModel}")
    DeployedModel get(@PathVariable String account, @PathVariable String deployedModel) {
        return deployedModels.get(account, deployedModel);
    }

    @PatchMapping("/deployedModels/{deployedModel}")
    DeployedModel update(
            @PathVariable String account,
            @PathVariable String deployedModel,
            @RequestParam(required = false) @Nullable String updateMask,
            @RequestBody DeployedModel changes) {
        return deployedModels.update(account, deployedModel, changes.spec(), updateMask);
    }

    @DeleteMapping("/deployedModels/{deployedModel}")
    Empty delete(@PathVariable String account, @PathVariable String deployedModel) {
        deployedModels.delete(account, deployedModel);
        return Empty.EMPTY;
    }
}
