package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deploymentshape.DeploymentShape.Spec;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.resource.EditableResourceService;
import dev.emulator.fireworks.resource.ResourceSupport;
import dev.emulator.fireworks.store.Patch;
import dev.emulator.fireworks.store.PublicResources;
import dev.emulator.fireworks.store.ResourceType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The methods of deployment shapes. Public shapes are read-only. */
@Service
class DeploymentShapeService extends EditableResourceService<DeploymentShapeRow, DeploymentShape, Spec> {

    private final ShapeVersionRepository versions;
    private final ShapeDefaults defaults;
    private final HardwareRules rules;
    private final BaseModels models;

    DeploymentShapeService(
            ResourceType<DeploymentShapeRow, DeploymentShape, Spec> type,
            ResourceSupport support,
            ShapeVersionRepository versions,
            ShapeDefaults defaults,
            HardwareRules rules,
            BaseModels models) {
        super(type, support);
        this.versions = versions;
        this.defaults = defaults;
        this.rules = rules;
        this.models = models;
    }

    @Transactional
    public DeploymentShape create(String account, String requestedId, Spec requested, String createdBy) {
        requireOwn(account);
        var name = newName(account, requestedId);
        var spec = checked(account, requested);
        var row = new DeploymentShapeRow(
                name, createdBy, now(account), spec, models.find(account, spec.baseModel()), protoJson);
        return toResource(add(row));
    }

    /**
     * The latest validated version of a shape. A shape without a validated version is returned as it is now.
     *
     * @param skipValidation whether to return the latest version even if it is not validated
     */
    public DeploymentShape get(String account, String id, boolean skipValidation) {
        var ofShape = versions.findByShape(PublicResources.belongTo(account) ? publicName(id) : name(account, id));
        return ofShape.stream()
                .filter(version -> skipValidation || version.isLatestValidated())
                .findFirst()
                .or(() -> ofShape.stream().findFirst())
                .map(ShapeVersion::snapshot)
                .orElseThrow(ApiException::notFound);
    }

    @Override
    public DeploymentShape update(String account, String id, LazyMessage<Spec> changes, @Nullable String updateMask) {
        return update(account, id, changes, updateMask, false);
    }

    /**
     * Changes fields of a shape, which creates a version.
     *
     * @param fromLatestValidated whether fields that do not change are those of the latest validated version
     */
    @Transactional
    public DeploymentShape update(
            String account,
            String id,
            LazyMessage<Spec> changes,
            @Nullable String updateMask,
            boolean fromLatestValidated) {
        var row = lock(writableName(account, id));
        var current = row.spec(protoJson).value();
        var from = fromLatestValidated
                ? row.stored(protoJson)
                        .latestValidated()
                        .map(StoredVersions.StoredVersion::requireSnapshot)
                        .orElse(current)
                : current;
        var spec = checked(account, Patch.apply(from, changes, updateMask, type.message()));
        row.change(spec, models.find(account, spec.baseModel()), now(account), protoJson);
        return toResource(row);
    }

    @Transactional
    public DeploymentShapeVersion updateVersion(
            String account,
            String id,
            String versionId,
            LazyMessage<DeploymentShapeVersion.Spec> changes,
            @Nullable String updateMask) {
        var row = lock(writableName(account, id));
        var stored = row.stored(protoJson);
        var old = stored.find(versionId).orElseThrow(ApiException::notFound);
        row.keep(
                stored.replace(old, Patch.apply(old.spec(), changes, updateMask, DeploymentShapeVersion.class)),
                protoJson);
        return row.versions(protoJson).stream()
                .filter(version -> version.name().id().equals(versionId))
                .findFirst()
                .map(ShapeVersion::resource)
                .orElseThrow(ApiException::notFound);
    }

    @Override
    public ResourceName writableName(String account, String id) {
        requireOwn(account);
        return name(account, id);
    }

    @Override
    protected DeploymentShape toResource(DeploymentShapeRow row) {
        return row.toResource(protoJson);
    }

    private Spec checked(String account, Spec requested) {
        var spec = defaults.complete(account, requested);
        validation.check(spec, (message, level, violations) -> {});
        validation.checkAsService(() -> checkHardware(account, spec));
        return spec;
    }

    private void checkHardware(String account, Spec spec) {
        if (models.find(account, spec.baseModel()).isEmpty()) {
            throw ApiException.notFound();
        }
        HardwareRules.requireNone(rules.violations(account, HardwareRules.Hardware.of(spec)));
    }

    private static ResourceName publicName(String id) {
        return new ResourceName(PublicResources.ACCOUNT, DeploymentShape.COLLECTION, id);
    }

    /** The public shapes belong to another account, so changes are refused. */
    private static void requireOwn(String account) {
        if (PublicResources.belongTo(account)) {
            throw new ApiException(Code.PERMISSION_DENIED, "");
        }
    }
}
