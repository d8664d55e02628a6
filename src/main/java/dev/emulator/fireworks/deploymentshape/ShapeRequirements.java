package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.Precision;

/**
 * The fields of a deployment that determine which versions of shapes it can use. An unset field matches all versions.
 *
 * @param baseModel name or id of a base model or an adapter
 * @param deploymentShape full name of a shape or a version
 */
public record ShapeRequirements(
        String baseModel,
        boolean enableAddons,
        AcceleratorType acceleratorType,
        int acceleratorCount,
        Precision precision,
        String deploymentShape) {

    /** The requirements of a deployment of which only the model is known. */
    public static ShapeRequirements of(String baseModel) {
        return new ShapeRequirements(
                baseModel, false, AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED, 0, Precision.PRECISION_UNSPECIFIED, "");
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
