package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ListQuery;
import dev.emulator.fireworks.aip.Page;
import dev.emulator.fireworks.aip.ResourceName;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The view of deployment shapes for deployments. */
@Component
public class DeploymentShapes {

    private static final String NO_ACCESS =
            "the deployment shape version does not exist or you do not have access to it";

    private final ShapeVersionRepository versions;
    private final ShapeListings listings;

    DeploymentShapes(ShapeVersionRepository versions, ShapeListings listings) {
        this.versions = versions;
        this.listings = listings;
    }

    /**
     * A version of a shape.
     *
     * @param version full name of the version, which the API returns in the field {@code deploymentShape} of a deployment
     * @param shape full name of the shape
     * @param settings fields that a deployment with this shape gets
     * @param liveMerge whether a LoRA adapter can be merged into the base model of a deployment
     */
    public record Facts(String version, String shape, DeploymentShape.Spec settings, boolean liveMerge) {}

    /**
     * Finds the version for a deployment of an account.
     *
     * @param reference name of a version, or of a shape, for which the latest validated version is returned; an id is a shape of the account
     * @param skipValidation whether a version need not be validated
     * @throws ApiException PERMISSION_DENIED if there is no such version, as on the live service
     */
    public Facts find(String account, String reference, boolean skipValidation) {
        return candidates(account, reference)
                .filter(version -> isUsable(version, account, skipValidation))
                .findFirst()
                .map(DeploymentShapes::facts)
                .orElseThrow(DeploymentShapes::noAccess);
    }

    /** The version with this name, or the versions of the shape with this name, newest first. */
    private Stream<ShapeVersion> candidates(String account, String reference) {
        var version = VersionName.parse(reference);
        if (version.isPresent()) {
            return versions.find(version.get().shape(), version.get().id()).stream();
        }
        return ResourceName.parse(ResourceName.full(account, DeploymentShape.COLLECTION, reference)).stream()
                .filter(shape -> shape.collection().equals(DeploymentShape.COLLECTION))
                .flatMap(shape -> versions.findByShape(shape).stream());
    }

    /**
     * Lists the latest validated versions that a deployment of an account can use.
     *
     * @throws ApiException NOT_FOUND if the model does not exist, except at level {@code lenient}
     */
    public Page<DeploymentShapeVersion> match(String account, ShapeRequirements deployment, ListQuery query) {
        return listings.match(account, deployment, query);
    }

    private static boolean isUsable(ShapeVersion version, String account, boolean skipValidation) {
        return version.isPublic()
                || version.name().shape().account().equals(account) && (skipValidation || version.isValidated());
    }

    private static Facts facts(ShapeVersion version) {
        return new Facts(
                version.name().toString(),
                version.name().shape().toString(),
                version.snapshot().spec().value(),
                version.liveMerge());
    }

    private static ApiException noAccess() {
        return new ApiException(Code.PERMISSION_DENIED, NO_ACCESS);
    }
}
