package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.MemoryListing;
import dev.emulator.fireworks.store.PublicResources;
import dev.emulator.fireworks.store.ResourceIds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Lists of shapes and versions, which may have a wildcard as parent. They are evaluated in memory, because they are short. */
@Component
class ShapeListings {

    private static final String NEWEST_FIRST = "create_time desc";

    private final ShapeVersionRepository versions;
    private final ShapeCompatibility compatibility;
    private final ResourceIds ids;
    private final MemoryListing<DeploymentShape> shapeListing;
    private final MemoryListing<DeploymentShapeVersion> versionListing;

    ShapeListings(
            ShapeVersionRepository versions, ShapeCompatibility compatibility, ResourceIds ids, ProtoJson protoJson) {
        this.versions = versions;
        this.compatibility = compatibility;
        this.ids = ids;
        this.shapeListing = new MemoryListing<>(protoJson, DeploymentShape.COLLECTION, DeploymentShape.class);
        this.versionListing =
                new MemoryListing<>(protoJson, DeploymentShapeVersion.COLLECTION, DeploymentShapeVersion.class);
    }

    /** @param targetModel a model with which the shapes must be compatible; empty for all shapes */
    Page<DeploymentShape> shapes(String account, String targetModel, ListQuery query) {
        var latest = latestOfEach(requireReadable(account)).stream();
        var compatible = targetModel.isEmpty()
                ? latest
                : latest.filter(compatibility.with(account, ShapeRequirements.of(targetModel)));
        return shapeListing.page(account + "\n" + targetModel, compatible.map(ShapeVersion::snapshot), query);
    }

    /** @param shape an id, or the wildcard for all shapes of the account */
    Page<DeploymentShapeVersion> versions(String account, String shape, ListQuery query) {
        requireReadable(account);
        var found = shape.equals(PublicResources.WILDCARD)
                ? versions.findByAccount(account)
                : requireVersions(new ResourceName(account, DeploymentShape.COLLECTION, shape));
        return versionListing.page(
                account + "\n" + shape, found.stream().map(ShapeVersion::resource), newestFirst(query));
    }

    DeploymentShapeVersion version(String account, String shape, String id) {
        return versions.find(new ResourceName(requireReadable(account), DeploymentShape.COLLECTION, shape), id)
                .map(ShapeVersion::resource)
                .orElseThrow(ApiException::notFound);
    }

    /** The latest validated versions with which an account could create a deployment. */
    Page<DeploymentShapeVersion> match(String account, ShapeRequirements deployment, ListQuery query) {
        ids.validAccountId(account);
        var matching = versions.findUsable(account)
                .filter(ShapeVersion::isLatestValidated)
                .filter(compatibility.with(account, deployment));
        return versionListing.page(
                account + "\n" + deployment, matching.map(ShapeVersion::resource), newestFirst(query));
    }

    private List<ShapeVersion> latestOfEach(String account) {
        return List.copyOf(versions.findByAccount(account).stream()
                .collect(Collectors.toMap(
                        version -> version.name().shape(),
                        version -> version,
                        (newer, older) -> newer,
                        LinkedHashMap::new))
                .values());
    }

    private List<ShapeVersion> requireVersions(ResourceName shape) {
        var found = versions.findByShape(shape);
        if (found.isEmpty()) {
            throw ApiException.notFound();
        }
        return found;
    }

    private String requireReadable(String account) {
        return PublicResources.belongTo(account) ? account : ids.validAccountId(account);
    }

    /** The documented default order of versions. */
    private static ListQuery newestFirst(ListQuery query) {
        var order = query.orderBy();
        return order != null && !order.isBlank()
                ? query
                : new ListQuery(query.pageSize(), query.pageToken(), query.filter(), NEWEST_FIRST);
    }
}
