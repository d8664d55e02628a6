package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.protojson.Empty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows whether deployments serve, and simulates inference requests to them. */
@RestController
@RequestMapping("/_emulator/v1/accounts/{account}")
class DeploymentTrafficController {

    private final DeploymentTraffic traffic;
    private final DeploymentService deployments;

    DeploymentTrafficController(DeploymentTraffic traffic, DeploymentService deployments) {
        this.traffic = traffic;
        this.deployments = deployments;
    }

    /** Returns whether a deployment answers inference requests, and if not, why. */
    @GetMapping("/deployments/{deployment}:serving")
    Serving serving(@PathVariable String account, @PathVariable String deployment) {
        return traffic.serving(deployments.name(account, deployment));
    }

    /** Records an inference request without sending one. A deployment that is scaled to zero starts a replica. */
    @PostMapping("/deployments/{deployment}:recordRequest")
    Serving recordRequest(@PathVariable String account, @PathVariable String deployment, @RequestBody Empty body) {
        return traffic.record(deployments.name(account, deployment));
    }
}
