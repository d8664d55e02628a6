package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.protojson.Empty;
import dev.emulator.fireworks.store.PublicResources;
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
 * The endpoints of deployment shapes and their versions.
 *
 * @implNote The public deployment shapes are those of the file `shapes.json`, with plausible hardware for each public model. Their versions and
 *     ids differ from those of the live service. With the account `-`, lists contain only the public shapes.
 * @implNote A base model of your own matches the shapes of public models with the same type and number of parameters.
 * @implNote The emulator does not validate versions of your own deployment shapes. Set `validated` of a version before you deploy it.
 */
@RestController
@RequestMapping("/v1/accounts/{account}")
class DeploymentShapeController {

    private final DeploymentShapeService shapes;
    private final ShapeListings listings;

    DeploymentShapeController(DeploymentShapeService shapes, ShapeListings listings) {
        this.shapes = shapes;
        this.listings = listings;
    }

    @PostMapping("/deploymentShapes")
    DeploymentShape create(
            @PathVariable String account,
            @RequestParam(defaultValue = "") String deploymentShapeId,
            @RequestBody DeploymentShape shape,
            Principal caller) {
        return shapes.create(account, deploymentShapeId, shape.spec().value(), caller.getName());
    }

    @GetMapping("/deploymentShapes")
    Page<DeploymentShape> list(
            @PathVariable String account, @RequestParam(defaultValue = "") String targetModel, ListQuery query) {
        return PublicResources.belongTo(account) || !targetModel.isEmpty()
                ? listings.shapes(account, targetModel, query)
                : shapes.list(account, query);
    }

    @GetMapping("/deploymentShapes/{shape}")
    DeploymentShape get(
            @PathVariable String account,
            @PathVariable String shape,
            @RequestParam(defaultValue = "false") boolean skipShapeValidation) {
        return shapes.get(account, shape, skipShapeValidation);
    }

    @PatchMapping("/deploymentShapes/{shape}")
    DeploymentShape update(
            @PathVariable String account,
            @PathVariable String shape,
            @RequestParam(required = false) @Nullable String updateMask,
            @RequestParam(defaultValue = "false") boolean fromLatestValidated,
            @RequestBody DeploymentShape changes) {
        return shapes.update(account, shape, changes.spec(), updateMask, fromLatestValidated);
    }

    @DeleteMapping("/deploymentShapes/{shape}")
    Empty delete(@PathVariable String account, @PathVariable String shape) {
        shapes.delete(account, shape);
        return Empty.EMPTY;
    }

    @GetMapping("/deploymentShapes/{shape}/versions")
    Page<DeploymentShapeVersion> listVersions(
            @PathVariable String account, @PathVariable String shape, ListQuery query) {
        return listings.versions(account, shape, query);
    }

    @GetMapping("/deploymentShapes/{shape}/versions/{version}")
    DeploymentShapeVersion getVersion(
            @PathVariable String account, @PathVariable String shape, @PathVariable String version) {
        return listings.version(account, shape, version);
    }

    @PatchMapping("/deploymentShapes/{shape}/versions/{version}")
    DeploymentShapeVersion updateVersion(
            @PathVariable String account,
            @PathVariable String shape,
            @PathVariable String version,
            @RequestParam(required = false) @Nullable String updateMask,
            @RequestBody DeploymentShapeVersion changes) {
        return shapes.updateVersion(account, shape, version, changes.spec(), updateMask);
    }
}
