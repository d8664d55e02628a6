package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.deployment.Deployment.Spec;
import dev.emulator.fireworks.deploymentshape.ShapeRequirements;
import org.jspecify.annotations.Nullable;

/** A request for the versions of shapes with which a deployment could be created. */
record MatchDeploymentShapeVersionsRequest(
        @Nullable CreateDeploymentRequest createDeploymentRequest, int pageSize, String pageToken) {

    /**
     * A request to create a deployment.
     *
     * @param deployment the deployment, of which the base model, the addons and the hardware determine the versions
     */
    record CreateDeploymentRequest(
            String parent,
            @Nullable Deployment deployment,
            String deploymentId,
            boolean validateOnly,
            boolean disableAutoDeploy,
            boolean disableSpeculativeDecoding,
            boolean skipShapeValidation,
            boolean skipImageTagValidation,
            boolean acceptShapelessRisk) {}

    ShapeRequirements requirements() {
        var create = createDeploymentRequest;
        var deployment = create == null ? null : create.deployment();
        return deployment == null
                ? ShapeRequirements.of("")
                : requirements(deployment.spec().value());
    }

    private static ShapeRequirements requirements(Spec spec) {
        return new ShapeRequirements(
                spec.baseModel(),
                spec.enableAddons(),
                spec.acceleratorType(),
                spec.acceleratorCount(),
                spec.precision(),
                spec.deploymentShape());
    }

    ListQuery query() {
        return new ListQuery(Integer.toString(pageSize), pageToken, null, null);
    }
}
