package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.protojson.LazyMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a shape in its row.
 *
 * @param versions oldest first
 */
record StoredVersions(List<StoredVersion> versions) {

    static final StoredVersions NONE = new StoredVersions(List.of());

    /** An odd number, so that its multiples differ. */
    private static final int SPREAD = 0x9E3779B1;

    /** A version without what its shape has too. */
    record StoredVersion(
            String id,
            @Nullable Instant createTime,
            boolean validated,
            boolean isPublic,
            String modelType,
            long parameterCount,
            DeploymentShape.@Nullable Spec snapshot) {

        DeploymentShape.Spec requireSnapshot() {
            return Objects.requireNonNull(snapshot);
        }

        private StoredVersion with(DeploymentShapeVersion.Spec spec) {
            return new StoredVersion(
                    id, createTime, spec.validated(), spec.isPublic(), modelType, parameterCount, snapshot);
        }

        DeploymentShapeVersion.Spec spec() {
            return new DeploymentShapeVersion.Spec(validated, isPublic);
        }
    }

    /** Adds a version of the shape's current fields. Its id depends only on the shape's id and the number of versions. */
    StoredVersions plus(DeploymentShape shape, String shapeId) {
        var all = new ArrayList<>(versions);
        all.add(new StoredVersion(
                HexFormat.of().toHexDigits(shapeId.hashCode() + (versions.size() + 1) * SPREAD),
                shape.updateTime(),
                false,
                false,
                shape.modelType(),
                shape.parameterCount(),
                shape.spec().value()));
        return new StoredVersions(List.copyOf(all));
    }

    Optional<StoredVersion> find(String id) {
        return versions.stream().filter(version -> version.id().equals(id)).findFirst();
    }

    StoredVersions replace(StoredVersion old, DeploymentShapeVersion.Spec spec) {
        return new StoredVersions(versions.stream()
                .map(version -> version == old ? version.with(spec) : version)
                .toList());
    }

    Optional<StoredVersion> latestValidated() {
        return versions.stream().filter(StoredVersion::validated).reduce((older, newer) -> newer);
    }

    /** The versions in the API, newest first. */
    List<ShapeVersion> of(ResourceName shape, Instant shapeCreated) {
        var latest = latestValidated().orElse(null);
        var all = new ArrayList<ShapeVersion>();
        for (int i = versions.size() - 1; i >= 0; i--) {
            var stored = versions.get(i);
            all.add(version(stored, shape, shapeCreated, stored == latest));
        }
        return all;
    }

    private static ShapeVersion version(
            StoredVersion stored, ResourceName shape, Instant shapeCreated, boolean isLatest) {
        var name = new VersionName(shape, stored.id());
        var settings = stored.requireSnapshot();
        var snapshot = new DeploymentShape(
                shape.toString(),
                shapeCreated,
                stored.createTime(),
                stored.modelType(),
                stored.parameterCount(),
                LazyMessage.of(settings));
        return new ShapeVersion(
                name,
                new DeploymentShapeVersion(
                        name.toString(), stored.createTime(), snapshot, isLatest, LazyMessage.of(stored.spec())),
                !settings.precision().isQuantized());
    }

    /** @throws IllegalArgumentException if the emulator could not have written it */
    void check() {
        if (versions.stream().map(StoredVersion::id).distinct().count() != versions.size()) {
            throw new IllegalArgumentException("the ids of versions must differ");
        }
        for (var version : versions) {
            if (!ResourceName.isValidId(version.id()) || version.createTime() == null || version.snapshot() == null) {
                throw new IllegalArgumentException("a version must have an id, a createTime and a snapshot");
            }
        }
    }
}
