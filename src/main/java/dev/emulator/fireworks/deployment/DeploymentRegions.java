package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.types.Placement;
import dev.emulator.fireworks.types.Region;
import org.jspecify.annotations.Nullable;

/** Selects the region of a deployment within its placement. */
final class DeploymentRegions {

    private DeploymentRegions() {}

    static Region of(@Nullable Placement placement) {
        if (placement == null) {
            return Region.US_IOWA_1;
        }
        if (placement.region() != Region.REGION_UNSPECIFIED) {
            return placement.region();
        }
        if (!placement.regions().isEmpty()) {
            return placement.regions().get(0);
        }
        return switch (placement.multiRegion()) {
            case EUROPE -> Region.EU_FRANKFURT_1;
            case APAC -> Region.AP_TOKYO_1;
            default -> Region.US_IOWA_1;
        };
    }
}
