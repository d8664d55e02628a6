package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The endpoints of deployment shapes and their versions.
 *
 * @implNote The public deployment shapes are those of the file `shapes.json`, with plausible hardware for each public model. Their versions and
 *     ids differ from those of the live service. With the account `-`, lists contain only the public shapes.
 * @implNote `deploymentShapeVersions:match` uses the base model, the addons and the hardware of the deployment, and refuses other fields of a
 *     deployment.
 */
@RestController
@RequestMapping("/v1/accounts/{account}")
class DeploymentShapeController {

    private final DeploymentShapeService shapes;

    DeploymentShapeController(DeploymentShapeService shapes) {
        this.shapes = shapes;
    }

    @GetMapping("/deploymentShapes")
    Page<DeploymentShape> list(
            @PathVariable String account, @RequestParam(defaultValue = "") String targetModel, ListQuery query) {
        return shapes.list(account, targetModel, query);
    }

    @GetMapping("/deploymentShapes/{shape}")
    DeploymentShape get(
            @PathVariable String account,
            @PathVariable String shape,
            @RequestParam(defaultValue = "false") boolean skipShapeValidation) {
        return shapes.get(account, shape, skipShapeValidation);
    }

    @GetMapping("/deploymentShapes/{shape}/versions")
    Page<DeploymentShapeVersion> listVersions(
            @PathVariable String account, @PathVariable String shape, ListQuery query) {
        return shapes.listVersions(account, shape, query);
    }

    @GetMapping("/deploymentShapes/{shape}/versions/{version}")
    DeploymentShapeVersion getVersion(
            @PathVariable String account, @PathVariable String shape, @PathVariable String version) {
        return shapes.getVersion(account, shape, version);
    }

    @PostMapping("/deploymentShapeVersions:match")
    Page<DeploymentShapeVersion> match(
            @PathVariable String account, @RequestBody MatchDeploymentShapeVersionsRequest request) {
        return shapes.match(account, request);
    }
}
