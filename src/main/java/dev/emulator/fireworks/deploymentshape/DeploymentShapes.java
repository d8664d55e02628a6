package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.ResourceName;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The view of deployment shapes for deployments. */
@Component
public class DeploymentShapes {

    private static final String NO_ACCESS =
            "the deployment shape version does not exist or you do not have access to it";

    private final PublicShapes publicShapes;

    DeploymentShapes(PublicShapes publicShapes) {
        this.publicShapes = publicShapes;
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
        return version(account, reference, skipValidation)
                .map(DeploymentShapes::facts)
                .orElseThrow(DeploymentShapes::noAccess);
    }

    private Optional<PublicShapes.Entry> version(String account, String reference, boolean skipValidation) {
        var version = VersionName.parse(reference);
        if (version.isPresent()) {
            return publicShapes.versions().stream()
                    .filter(entry -> entry.name().equals(version.get()))
                    .findFirst();
        }
        var shape = ResourceName.full(account, DeploymentShape.COLLECTION, reference);
        return publicShapes.versions().stream()
                .filter(entry -> (skipValidation || entry.version().latestValidated())
                        && entry.name().shape().toString().equals(shape))
                .findFirst();
    }

    private static Facts facts(PublicShapes.Entry entry) {
        return new Facts(
                entry.name().toString(),
                entry.name().shape().toString(),
                entry.snapshot().spec().value(),
                entry.liveMerge());
    }

    static ApiException noAccess() {
        return new ApiException(Code.PERMISSION_DENIED, NO_ACCESS);
    }
}
