package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.store.PublicResources;
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
        var model = models.find(account, reference);
        if (model.isEmpty() && !validation.isLenient()) {
            throw ApiException.notFound();
        }
        var adapter = model.filter(BaseModels.Facts::isAdapter);
        var base = adapter.map(BaseModels.Facts::baseModel).orElse(reference);
        var ownBase = model.filter(facts -> adapter.isEmpty() && !isPublic(reference));
        return version -> (isFor(version, base)
                        || ownBase.filter(facts -> isOfSameType(version, facts)).isPresent())
                && canServe(version, adapter.isPresent(), deployment)
                && deployment.matches(version.name(), version.snapshot().spec().value());
    }

    private static boolean isFor(ShapeVersion version, String baseModel) {
        return version.snapshot().spec().value().baseModel().equals(baseModel);
    }

    /** A model that was trained in full has the architecture of a public model. */
    private static boolean isOfSameType(ShapeVersion version, BaseModels.Facts model) {
        var modelType = model.serving().modelType();
        return !modelType.isEmpty()
                && version.snapshot().modelType().equals(modelType)
                && version.snapshot().parameterCount() == model.parameterCount();
    }

    private static boolean canServe(ShapeVersion version, boolean isAdapter, ShapeRequirements deployment) {
        var addons = version.snapshot().spec().value().enableAddons();
        return deployment.enableAddons() ? addons : !isAdapter || addons || version.liveMerge();
    }

    private static boolean isPublic(String model) {
        return ResourceName.parse(model)
                .filter(name -> PublicResources.belongTo(name.account()))
                .isPresent();
    }
}
