package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.deploymentshape.DeploymentShapeVersion;
import dev.emulator.fireworks.deploymentshape.DeploymentShapes;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The endpoint that finds shapes for a deployment. It is in this package because its request contains a deployment. */
@RestController
@RequestMapping("/v1/accounts/{account}")
class ShapeMatchController {

    private final DeploymentShapes shapes;

    ShapeMatchController(DeploymentShapes shapes) {
        this.shapes = shapes;
    }

    @PostMapping("/deploymentShapeVersions:match")
    Page<DeploymentShapeVersion> match(
            @PathVariable String account, @RequestBody MatchDeploymentShapeVersionsRequest request) {
        return shapes.match(account, request.requirements(), request.query());
    }
}
