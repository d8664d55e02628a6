package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deploymentshape.DeploymentShape.Spec;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.resource.ResourceSeedHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Seeds deployment shapes with the fields of the API. A changed shape gets another version. */
@Component
@Order(25)
class DeploymentShapeSeedHandler extends ResourceSeedHandler<DeploymentShapeRow, DeploymentShape, Spec> {

    private final DeploymentShapeService shapes;
    private final String email;

    DeploymentShapeSeedHandler(DeploymentShapeService shapes, ProtoJson protoJson, EmulatorProperties properties) {
        super(shapes, DeploymentShape::spec, protoJson);
        this.shapes = shapes;
        this.email = properties.email();
    }

    @Override
    protected void create(ResourceName name, Spec spec) {
        shapes.create(name.account(), name.id(), spec, email);
    }
}
