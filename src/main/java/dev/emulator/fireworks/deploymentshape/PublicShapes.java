package dev.emulator.fireworks.deploymentshape;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.emulator.fireworks.model.BaseModels;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.PublicResources;
import dev.emulator.fireworks.types.AcceleratorType;
import dev.emulator.fireworks.types.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The public deployment shapes, {@code accounts/fireworks/deploymentShapes/*}, and the hardware that types of models need. All versions are
 * validated. They are read on first use, so that the start does not wait for them.
 */
@Component
class PublicShapes implements PublicResources {

    private static final String FILE = "shapes.json";

    private final ProtoJson protoJson;
    private final BaseModels models;
    private volatile @Nullable Content content;

    PublicShapes(ProtoJson protoJson, BaseModels models) {
        this.protoJson = protoJson;
        this.models = models;
    }

    /** Versions in the format of the API's list, and rules for hardware. */
    record Listed(
            List<ModelTypeRule> modelTypeRules,
            List<PrecisionRule> precisionRules,
            List<ListedVersion> deploymentShapeVersions) {}

    /**
     * The accelerators for a type of model. One of the lists is empty.
     *
     * @param requiresOneOf all accelerators that can serve it
     * @param unsupported accelerators that cannot serve it
     */
    record ModelTypeRule(String modelType, List<AcceleratorType> requiresOneOf, List<AcceleratorType> unsupported) {}

    /** The accelerators that can compute with some precisions. */
    record PrecisionRule(List<Precision> precisions, List<AcceleratorType> acceleratorTypes) {}

    /** A version in the API, and additional properties for the emulator. */
    record ListedVersion(
            @JsonUnwrapped DeploymentShapeVersion version,
            @JsonProperty("emulator") @Nullable Noted noted) {}

    /** @param liveMerge whether a LoRA adapter can be merged into the base model of a deployment */
    record Noted(boolean liveMerge) {}

    /** @param versions all versions, newest first */
    private record Content(List<ShapeVersion> versions, Listed listed) {}

    @Override
    public String collection() {
        return DeploymentShape.COLLECTION;
    }

    @Override
    public List<String> ids() {
        return versions().stream()
                .map(version -> version.name().shape().id())
                .distinct()
                .toList();
    }

    /** The versions of a shape, newest first. */
    List<ShapeVersion> versions(String shape) {
        return versions().stream()
                .filter(version -> version.name().shape().id().equals(shape))
                .toList();
    }

    /** All versions, newest first. */
    List<ShapeVersion> versions() {
        return content().versions();
    }

    List<ModelTypeRule> modelTypeRules() {
        return content().listed().modelTypeRules();
    }

    List<PrecisionRule> precisionRules() {
        return content().listed().precisionRules();
    }

    private Content content() {
        var known = content;
        if (known == null) {
            var listed = read();
            var byShape = listed.deploymentShapeVersions().stream()
                    .collect(Collectors.groupingBy(version -> nameOf(version).shape()));
            var versions = byShape.values().stream()
                    .flatMap(ofShape -> complete(ofShape).stream())
                    .sorted(Comparator.comparing(ShapeVersion::createTime)
                            .reversed()
                            .thenComparing(version -> version.name().toString()))
                    .toList();
            known = new Content(versions, listed);
            content = known;
        }
        return known;
    }

    /** Adds the fields that follow from others to the versions of a shape. */
    private List<ShapeVersion> complete(List<ListedVersion> ofShape) {
        var oldestFirst = ofShape.stream()
                .sorted(Comparator.comparing(version -> createTime(version)))
                .toList();
        var all = new ArrayList<ShapeVersion>();
        var latest = oldestFirst.get(oldestFirst.size() - 1);
        oldestFirst.forEach(version -> all.add(complete(version, createTime(oldestFirst.get(0)), version == latest)));
        return all;
    }

    private ShapeVersion complete(ListedVersion listed, Instant shapeCreated, boolean isLatest) {
        var version = listed.version();
        var name = nameOf(listed);
        var snapshot = Objects.requireNonNull(version.snapshot(), () -> name + " lacks a snapshot");
        var base = models.find(ACCOUNT, snapshot.spec().value().baseModel());
        var completed = snapshot.named(name.shape().toString(), shapeCreated, version.createTime())
                .of(
                        base.map(facts -> facts.serving().modelType()).orElse(""),
                        base.map(BaseModels.Facts::parameterCount).orElse(0L));
        return new ShapeVersion(
                name,
                new DeploymentShapeVersion(version.name(), version.createTime(), completed, isLatest, version.spec()),
                listed.noted() != null && listed.noted().liveMerge());
    }

    private static Instant createTime(ListedVersion listed) {
        return Objects.requireNonNull(
                listed.version().createTime(), () -> listed.version().name() + " lacks a create time");
    }

    private static VersionName nameOf(ListedVersion listed) {
        var name = listed.version().name();
        return VersionName.parse(name)
                .orElseThrow(() -> new IllegalStateException(name + " in " + FILE + " is not the name of a version"));
    }

    private Listed read() {
        try (var file = new ClassPathResource(FILE, PublicShapes.class).getInputStream()) {
            return protoJson.read(file.readAllBytes(), Listed.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
