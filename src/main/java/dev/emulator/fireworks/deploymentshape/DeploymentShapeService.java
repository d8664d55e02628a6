package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.deploymentshape.MatchDeploymentShapeVersionsRequest.Deployment;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.MemoryListing;
import dev.emulator.fireworks.store.ResourceIds;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** The methods that read deployment shapes and their versions. */
@Service
class DeploymentShapeService {

    /** As a parent in a path, it stands for all resources that the caller can read. */
    static final String WILDCARD = "-";

    private static final String NEWEST_FIRST = "create_time desc";

    private final PublicShapes publicShapes;
    private final ShapeCompatibility compatibility;
    private final ResourceIds ids;
    private final MemoryListing<DeploymentShape> shapeListing;
    private final MemoryListing<DeploymentShapeVersion> versionListing;

    DeploymentShapeService(
            PublicShapes publicShapes, ShapeCompatibility compatibility, ResourceIds ids, ProtoJson protoJson) {
        this.publicShapes = publicShapes;
        this.compatibility = compatibility;
        this.ids = ids;
        this.shapeListing = new MemoryListing<>(protoJson, DeploymentShape.COLLECTION, DeploymentShape.class);
        this.versionListing =
                new MemoryListing<>(protoJson, DeploymentShapeVersion.COLLECTION, DeploymentShapeVersion.class);
    }

    /** @param targetModel a model with which the shapes must be compatible; empty for all shapes */
    Page<DeploymentShape> list(String account, String targetModel, ListQuery query) {
        var latest = versions(account).filter(entry -> entry.version().latestValidated());
        if (!targetModel.isEmpty()) {
            latest = latest.filter(compatibility.with(account, Deployment.of(targetModel)));
        }
        var scope = account + "\n" + targetModel;
        return shapeListing.page(scope, latest.map(PublicShapes.Entry::snapshot), newestFirst(query));
    }

    /** @param skipValidation whether to return the latest version even if it is not validated */
    DeploymentShape get(String account, String shape, boolean skipValidation) {
        return versions(account, shape)
                .filter(entry -> skipValidation || entry.version().latestValidated())
                .findFirst()
                .map(PublicShapes.Entry::snapshot)
                .orElseThrow(ApiException::notFound);
    }

    Page<DeploymentShapeVersion> listVersions(String account, String shape, ListQuery query) {
        var versions = shape.equals(WILDCARD) ? versions(account).toList() : requireVersions(account, shape);
        return versionListing.page(
                account + "\n" + shape, versions.stream().map(PublicShapes.Entry::version), newestFirst(query));
    }

    DeploymentShapeVersion getVersion(String account, String shape, String version) {
        return versions(account, shape)
                .filter(entry -> entry.name().id().equals(version))
                .findFirst()
                .map(PublicShapes.Entry::version)
                .orElseThrow(ApiException::notFound);
    }

    /** The latest validated versions with which an account could create a deployment. */
    Page<DeploymentShapeVersion> match(String account, MatchDeploymentShapeVersionsRequest request) {
        ids.validAccountId(account);
        var deployment = request.deployment();
        var matching = publicShapes.versions().stream()
                .filter(entry -> entry.version().latestValidated())
                .filter(compatibility.with(account, deployment));
        var scope = account + "\n" + deployment;
        return versionListing.page(scope, matching.map(PublicShapes.Entry::version), newestFirst(request.query()));
    }

    private Stream<PublicShapes.Entry> versions(String account) {
        if (account.equals(PublicShapes.ACCOUNT) || account.equals(WILDCARD)) {
            return publicShapes.versions().stream();
        }
        ids.validAccountId(account);
        return Stream.empty();
    }

    private Stream<PublicShapes.Entry> versions(String account, String shape) {
        return versions(account).filter(entry -> entry.name().shape().id().equals(shape));
    }

    private List<PublicShapes.Entry> requireVersions(String account, String shape) {
        var versions = versions(account, shape).toList();
        if (versions.isEmpty()) {
            throw ApiException.notFound();
        }
        return versions;
    }

    /** The documented default order. */
    private static ListQuery newestFirst(ListQuery query) {
        var order = query.orderBy();
        return order != null && !order.isBlank()
                ? query
                : new ListQuery(query.pageSize(), query.pageToken(), query.filter(), NEWEST_FIRST);
    }
}
