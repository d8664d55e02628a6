package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.Precision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Whether hardware and settings suit a base model. The methods return the error messages of the live service, in the order of its checks, and
 * an empty list if there is no problem. They check nothing about a base model that does not exist.
 *
 * <p>A deployment without a shape uses {@link #violations(String, Hardware)}. A deployment with a shape uses
 * {@link #violations(String, String, boolean, DeploymentShapes.Facts)}, which checks what the client can still choose.
 */
@Component
public class HardwareRules {

    private static final String INVALID = "invalid deployment: ";
    private static final String QUANTIZED = "addons cannot be enabled with quantized precisions (FP8/FP4)";
    private static final String NO_LIVE_MERGE =
            "live merge is not supported for this deployment configuration; choose a deployment shape that supports live merge, or use"
                    + " multi-lora (enable_addons=true) instead of live merge for LoRA fine-tuning";

    /** The part of the memory of accelerators that is available for weights. */
    private static final double USABLE_MEMORY = 0.8;

    private static final double BYTES_PER_GIGABYTE = 1e9;
    private static final int BITS_PER_BYTE = 8;

    private final PublicShapes shapes;
    private final BaseModels models;

    HardwareRules(PublicShapes shapes, BaseModels models) {
        this.shapes = shapes;
        this.models = models;
    }

    /**
     * The settings of a deployment or shape that concern hardware.
     *
     * @param baseModel full name of a base model, or of an adapter to merge into its base model
     * @param acceleratorCount 0 for the minimum
     * @param draftModel full name of a model for speculative decoding; empty for none
     * @param isAnySize whether the number of accelerators is not checked
     */
    public record Hardware(
            String baseModel,
            AcceleratorType acceleratorType,
            int acceleratorCount,
            Precision precision,
            boolean enableAddons,
            String draftModel,
            boolean isAnySize) {

        static Hardware of(DeploymentShape.Spec shape) {
            return new Hardware(
                    shape.baseModel(),
                    shape.acceleratorType(),
                    shape.acceleratorCount(),
                    shape.precision(),
                    shape.enableAddons(),
                    shape.draftModel(),
                    shape.disableDeploymentSizeValidation());
        }
    }

    /** The base model of a deployment: the model itself, or the base model of an adapter. */
    private record Base(BaseModels.Facts facts, boolean isForAdapter) {

        BaseModels.Serving serving() {
            return facts.serving();
        }

        Precision precision(Precision requested) {
            return requested == Precision.PRECISION_UNSPECIFIED ? serving().defaultPrecision() : requested;
        }
    }

    /**
     * The problems of a deployment without a shape.
     *
     * @param account owner of the deployment, whose models can be used
     */
    public List<String> violations(String account, Hardware hardware) {
        var found = base(account, hardware.baseModel());
        if (found.isEmpty()) {
            return List.of();
        }
        var base = found.get();
        var violations = new ArrayList<String>();
        checkModelType(base, hardware.acceleratorType(), violations);
        checkPrecision(hardware, violations);
        checkCount(base, hardware, violations);
        checkAddons(account, base, hardware, violations);
        var mergesQuantized = base.precision(hardware.precision()).isQuantized();
        checkLiveMerge(base, hardware.enableAddons(), !mergesQuantized, violations);
        return violations;
    }

    /**
     * The problems of a deployment with a shape.
     *
     * @param baseModel full name of a base model, or of an adapter to merge into its base model
     * @param enableAddons whether the client requests addons, even if the shape does not enable them
     */
    public List<String> violations(
            String account, String baseModel, boolean enableAddons, DeploymentShapes.Facts shape) {
        var found = base(account, baseModel);
        if (found.isEmpty()) {
            return List.of();
        }
        var violations = new ArrayList<String>();
        var settings = shape.settings();
        var addons = enableAddons || settings.enableAddons();
        var hardware = new Hardware(
                baseModel,
                settings.acceleratorType(),
                settings.acceleratorCount(),
                settings.precision(),
                addons,
                settings.draftModel(),
                true);
        checkAddons(account, found.get(), hardware, violations);
        checkLiveMerge(found.get(), addons, shape.liveMerge(), violations);
        return violations;
    }

    /** @throws ApiException INVALID_ARGUMENT with the first of the problems, if there is one */
    public static void requireNone(List<String> violations) {
        if (!violations.isEmpty()) {
            throw ApiException.invalidArgument(violations.get(0));
        }
    }

    /**
     * The smallest number of accelerators that hold the weights of a model, which is a power of two. It is 1 if the model is unknown or
     * {@code acceleratorType} is unspecified.
     */
    public int minimumCount(String account, String baseModel, AcceleratorType acceleratorType, Precision precision) {
        return base(account, baseModel)
                .map(base -> minimumCount(base, acceleratorType, precision))
                .orElse(1);
    }

    private static int minimumCount(Base base, AcceleratorType acceleratorType, Precision precision) {
        var memory = acceleratorType.memoryGigabytes() * BYTES_PER_GIGABYTE * USABLE_MEMORY;
        if (memory == 0) {
            return 1;
        }
        var weights = (double) base.facts().parameterCount()
                * base.precision(precision).bits()
                / BITS_PER_BYTE;
        var count = 1;
        while (weights > count * memory) {
            count *= 2;
        }
        return count;
    }

    private Optional<Base> base(String account, String model) {
        return models.find(account, model)
                .flatMap(facts -> facts.isAdapter()
                        ? models.find(account, facts.baseModel()).map(base -> new Base(base, true))
                        : Optional.of(new Base(facts, false)));
    }

    private void checkModelType(Base base, AcceleratorType acceleratorType, List<String> violations) {
        if (acceleratorType == AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED) {
            return;
        }
        var modelType = base.serving().modelType();
        for (var rule : shapes.modelTypeRules()) {
            if (!rule.modelType().equals(modelType)) {
                continue;
            }
            if (rule.unsupported().contains(acceleratorType)) {
                violations.add(INVALID + "model type " + modelType + " is not supported on " + acceleratorType);
            } else if (!rule.requiresOneOf().isEmpty() && !rule.requiresOneOf().contains(acceleratorType)) {
                violations.add(
                        INVALID + "model type " + modelType + " requires one of: " + names(rule.requiresOneOf()));
            }
        }
    }

    private void checkPrecision(Hardware hardware, List<String> violations) {
        if (hardware.acceleratorType() == AcceleratorType.ACCELERATOR_TYPE_UNSPECIFIED) {
            return;
        }
        shapes.precisionRules().stream()
                .filter(rule -> rule.precisions().contains(hardware.precision())
                        && !rule.acceleratorTypes().contains(hardware.acceleratorType()))
                .map(rule -> INVALID + "precision " + hardware.precision() + " can only be used with "
                        + names(rule.acceleratorTypes()) + " accelerators")
                .forEach(violations::add);
    }

    private static void checkCount(Base base, Hardware hardware, List<String> violations) {
        var minimum = minimumCount(base, hardware.acceleratorType(), hardware.precision());
        if (!hardware.isAnySize() && hardware.acceleratorCount() > 0 && hardware.acceleratorCount() < minimum) {
            violations.add(INVALID + "minimum accelerators required for model is " + minimum);
        }
    }

    private void checkAddons(String account, Base base, Hardware hardware, List<String> violations) {
        if (!hardware.enableAddons()) {
            return;
        }
        if (!base.serving().supportsLora()) {
            violations.add(INVALID + "addons are not supported for this model");
        }
        if (base.precision(hardware.precision()).isQuantized()) {
            violations.add(INVALID + QUANTIZED);
        }
        models.find(account, hardware.draftModel())
                .filter(draft -> draft.serving().defaultPrecision().isQuantized())
                .ifPresent(draft -> violations.add("draft model precision validation failed: " + QUANTIZED));
    }

    /** An adapter as the base model of a deployment is merged, unless the deployment can load adapters. */
    private static void checkLiveMerge(
            Base base, boolean enableAddons, boolean supportsLiveMerge, List<String> violations) {
        if (base.isForAdapter() && !enableAddons && !supportsLiveMerge) {
            violations.add(NO_LIVE_MERGE);
        }
    }

    private static String names(Collection<AcceleratorType> types) {
        return types.stream().map(AcceleratorType::name).collect(Collectors.joining(", "));
    }
}
