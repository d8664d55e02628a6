package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.types.DeployedModelRef;
import java.util.List;

/** Where models are in use. Packages that use models implement it, because this package does not depend on them. */
public interface ModelUses {

    /** The deployments of an account in which a model is loaded. */
    List<DeployedModelRef> references(String account, ResourceName model);

    /** Whether anything needs the model, so that it cannot be deleted. */
    boolean isInUse(ResourceName model);
}
