package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.Precision;
import org.jspecify.annotations.Nullable;

/** A request for the versions with which a deployment could be created. */
record MatchDeploymentShapeVersionsRequest(
        @Nullable CreateDeploymentRequest createDeploymentRequest, int pageSize, String pageToken) {

    /** A request to create a deployment. */
    record CreateDeploymentRequest(
            String parent,
            @Nullable Deployment deployment,
            String deploymentId,
            boolean validateOnly,
            boolean skipShapeValidation,
            boolean disableAutoDeploy,
            boolean disableSpeculativeDecoding) {}

    /** The fields of a deployment that determine which versions match. An unset field matches all. */
    record Deployment(
            String baseModel,
            boolean enableAddons,
            AcceleratorType acceleratorType,
            int acceleratorCount,
            Precision precision,
            String deploymentShape) {

        /** A deployment of a model, without other requirements. */
        static Deployment of(String baseModel) {
            return new Deployment(
                    baseModel,
                    false,
                    AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED,
                    0,
                    Precision.PRECISION_UNSPECIFIED,
                    "");
        }

        /** Whether a version has the hardware and the name that are requested. */
        boolean matches(VersionName version, DeploymentShape.Spec shape) {
            return (deploymentShape.isEmpty()
                            || deploymentShape.equals(version.toString())
                            || deploymentShape.equals(version.shape().toString()))
                    && (acceleratorType == AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED
                            || acceleratorType == shape.acceleratorType())
                    && (acceleratorCount == 0 || acceleratorCount == shape.acceleratorCount())
                    && (precision == Precision.PRECISION_UNSPECIFIED || precision == shape.precision());
        }
    }

    Deployment deployment() {
        var create = createDeploymentRequest;
        var deployment = create == null ? null : create.deployment();
        return deployment == null ? Deployment.of("") : deployment;
    }

    ListQuery query() {
        return new ListQuery(Integer.toString(pageSize), pageToken, null, null);
    }
}
