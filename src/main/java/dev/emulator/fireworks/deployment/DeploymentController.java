package dev.emulator.fireworks.deployment;

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
 * The endpoints of deployments.
 *
 * @implNote Replicas are computed from the settings, the time and the inference requests, not from load: an active deployment has its minimum
 *     or one replica, unless `:scale` sets another number. `skipImageTagValidation` and `acceptShapelessRisk` have no effect. Direct routes
 *     and hot loading are not emulated. `:undelete` creates the replicas again, so the deployment is in state CREATING first.
 */
@RestController
@RequestMapping("/v1/accounts/{account}")
class DeploymentController {

    private final DeploymentService deployments;

    DeploymentController(DeploymentService deployments) {
        this.deployments = deployments;
    }

    @PostMapping("/deployments")
    Deployment create(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String deploymentId,
            @RequestParam(defaultValue = "false") boolean validateOnly,
            @RequestParam(defaultValue = "false") boolean disableAutoDeploy,
            @RequestParam(defaultValue = "false") boolean disableSpeculativeDecoding,
            @RequestParam(defaultValue = "false") boolean skipShapeValidation,
            @RequestParam(defaultValue = "false") boolean skipImageTagValidation,
            @RequestParam(defaultValue = "false") boolean acceptShapelessRisk,
            @RequestBody Deployment deployment,
            Principal caller) {
        var options =
                new CreateOptions(validateOnly, disableAutoDeploy, disableSpeculativeDecoding, skipShapeValidation);
        return deployments.create(account, deploymentId, deployment.spec().value(), options, caller.getName());
    }

    @GetMapping("/deployments")
    Page<Deployment> list(
            @PathVariable String account, @RequestParam(defaultValue = "false") boolean showDeleted, ListQuery query) {
        return deployments.list(account, query, showDeleted);
    }

    @GetMapping("/deployments/{deployment}")
    Deployment get(@PathVariable String account, @PathVariable String deployment) {
        return deployments.get(account, deployment);
    }

    @PatchMapping("/deployments/{deployment}")
    Deployment update(
            @PathVariable String account,
            @PathVariable String deployment,
            @RequestParam(required = false) @Nullable String updateMask,
            @RequestParam(defaultValue = "false") boolean skipShapeValidation,
            @RequestBody Deployment changes) {
        return deployments.update(account, deployment, changes.spec(), updateMask, skipShapeValidation);
    }

    @DeleteMapping("/deployments/{deployment}")
    Empty delete(
            @PathVariable String account,
            @PathVariable String deployment,
            @RequestParam(defaultValue = "false") boolean hard,
            @RequestParam(defaultValue = "false") boolean ignoreChecks) {
        deployments.delete(account, deployment, hard, ignoreChecks);
        return Empty.EMPTY;
    }

    @PatchMapping("/deployments/{deployment}:scale")
    Empty scale(
            @PathVariable String account,
            @PathVariable String deployment,
            @RequestBody ScaleDeploymentRequest request) {
        deployments.scale(account, deployment, request.replicaCount());
        return Empty.EMPTY;
    }

    @PostMapping("/deployments/{deployment}:undelete")
    Deployment undelete(@PathVariable String account, @PathVariable String deployment, @RequestBody Empty body) {
        return deployments.undelete(account, deployment);
    }

    /** The number of replicas that a deployment should have. */
    record ScaleDeploymentRequest(int replicaCount) {}
}
