package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deploymentshape.DeploymentShape.Spec;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.store.JsonColumn;
import dev.emulator.fireworks.store.OmittedFromViews;
import dev.emulator.fireworks.store.Row;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stored row of an account's shape, with all its versions. */
@Entity
@Table(name = "deployment_shape")
final class DeploymentShapeRow extends Row<Spec> {

    private String modelType;
    private long parameterCount;

    @JsonColumn(StoredVersions.class)
    @OmittedFromViews
    private String versions;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills the fields
    protected DeploymentShapeRow() {}

    DeploymentShapeRow(
            ResourceName name,
            String createdBy,
            Instant createTime,
            Spec spec,
            Optional<BaseModels.Facts> base,
            ProtoJson protoJson) {
        super(name, createdBy, createTime, spec, protoJson);
        this.modelType = modelType(base);
        this.parameterCount = parameterCount(base);
        this.versions = protoJson.writeString(StoredVersions.NONE.plus(toResource(protoJson), name.id()));
    }

    @Override
    protected String collection() {
        return DeploymentShape.COLLECTION;
    }

    @Override
    protected Class<Spec> specType() {
        return Spec.class;
    }

    @Override
    protected void check(ProtoJson protoJson) {
        super.check(protoJson);
        try {
            stored(protoJson).check();
        } catch (IllegalArgumentException | ProtoJsonException e) {
            throw new IllegalArgumentException("versions of " + name() + ": " + e.getMessage(), e);
        }
    }

    /** Changes the shape, which creates a version. */
    void change(Spec spec, Optional<BaseModels.Facts> base, Instant now, ProtoJson protoJson) {
        change(spec, now, protoJson);
        modelType = modelType(base);
        parameterCount = parameterCount(base);
        keep(stored(protoJson).plus(toResource(protoJson), resourceId()), protoJson);
    }

    StoredVersions stored(ProtoJson protoJson) {
        return protoJson.readStored(read(versions), StoredVersions.class);
    }

    void keep(StoredVersions changed, ProtoJson protoJson) {
        versions = protoJson.writeString(changed);
    }

    /** The versions in the API, newest first. */
    List<ShapeVersion> versions(ProtoJson protoJson) {
        return stored(protoJson).of(name(), createTime());
    }

    DeploymentShape toResource(ProtoJson protoJson) {
        return new DeploymentShape(
                name().toString(), createTime(), updateTime(), modelType, parameterCount, spec(protoJson));
    }

    private static String modelType(Optional<BaseModels.Facts> base) {
        return base.map(facts -> facts.serving().modelType()).orElse("");
    }

    private static long parameterCount(Optional<BaseModels.Facts> base) {
        return base.map(BaseModels.Facts::parameterCount).orElse(0L);
    }
}
