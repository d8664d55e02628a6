package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.validation.Validation;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Determines which versions of shapes a deployment can use. */
@Component
class ShapeCompatibility {

    private static final String MODELS = "models";

    private final BaseModels models;
    private final Validation validation;

    ShapeCompatibility(BaseModels models, Validation validation) {
        this.models = models;
        this.validation = validation;
    }

    /**
     * Returns a test for versions that are compatible with a deployment. An adapter needs a shape that can load or merge adapters.
     *
     * @throws ApiException NOT_FOUND if the model does not exist, except at level {@code lenient}
     */
    Predicate<ShapeVersion> with(String account, ShapeRequirements deployment) {
        var reference = ResourceName.full(account, MODELS, deployment.baseModel());
        var model = ResourceName.parse(reference).flatMap(name -> models.find(account, name));
        if (model.isEmpty() && !validation.isLenient()) {
            throw ApiException.notFound();
        }
        var adapter = model.filter(BaseModels.Facts::isAdapter);
        var base = adapter.map(BaseModels.Facts::baseModel).orElse(reference);
        return version -> isCompatible(version, base, adapter.isPresent(), deployment);
    }

    private static boolean isCompatible(
            ShapeVersion version, String base, boolean isAdapter, ShapeRequirements deployment) {
        var settings = version.snapshot().spec().value();
        var canServe = deployment.enableAddons()
                ? settings.enableAddons()
                : !isAdapter || settings.enableAddons() || version.liveMerge();
        return settings.baseModel().equals(base) && canServe && deployment.matches(version.name(), settings);
    }
}
