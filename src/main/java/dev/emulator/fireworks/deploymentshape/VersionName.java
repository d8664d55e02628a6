package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ResourceName;
import java.util.Optional;

/** The full name of a version, {@code accounts/{account}/deploymentShapes/{shape}/versions/{id}}. */
record VersionName(ResourceName shape, String id) {

    private static final String VERSIONS = "/versions/";

    static Optional<VersionName> parse(String name) {
        var end = name.indexOf(VERSIONS);
        if (end < 0) {
            return Optional.empty();
        }
        var id = name.substring(end + VERSIONS.length());
        return ResourceName.parse(name.substring(0, end))
                .filter(shape -> shape.collection().equals(DeploymentShape.COLLECTION) && ResourceName.isValidId(id))
                .map(shape -> new VersionName(shape, id));
    }

    @Override
    public String toString() {
        return shape + VERSIONS + id;
    }
}
