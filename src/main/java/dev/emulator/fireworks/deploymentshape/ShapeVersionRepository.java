package dev.emulator.fireworks.deploymentshape;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.deploymentshape.DeploymentShape.Spec;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.store.PublicResources;
import dev.emulator.fireworks.store.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads the versions of public shapes and of shapes of accounts. */
@Component
class ShapeVersionRepository {

    private final PublicShapes publicShapes;
    private final ResourceType<DeploymentShapeRow, DeploymentShape, Spec> type;
    private final ProtoJson protoJson;

    ShapeVersionRepository(
            PublicShapes publicShapes,
            ResourceType<DeploymentShapeRow, DeploymentShape, Spec> type,
            ProtoJson protoJson) {
        this.publicShapes = publicShapes;
        this.type = type;
        this.protoJson = protoJson;
    }

    /** The versions of all shapes of an account. */
    List<ShapeVersion> findByAccount(String account) {
        return PublicResources.belongTo(account)
                ? publicShapes.versions()
                : type.rows().findAll(account).stream()
                        .flatMap(row -> row.versions(protoJson).stream())
                        .toList();
    }

    /** The versions of a shape, newest first; empty if there is no such shape. */
    List<ShapeVersion> findByShape(ResourceName shape) {
        return PublicResources.belongTo(shape.account())
                ? publicShapes.versions(shape.id())
                : type.rows()
                        .find(shape.account(), shape.id())
                        .map(row -> row.versions(protoJson))
                        .orElse(List.of());
    }

    Optional<ShapeVersion> find(ResourceName shape, String id) {
        return findByShape(shape).stream()
                .filter(version -> version.name().id().equals(id))
                .findFirst();
    }

    /** The versions that an account can use for its deployments: the public ones and its own. */
    Stream<ShapeVersion> findUsable(String account) {
        var own = PublicResources.belongTo(account) ? Stream.<ShapeVersion>of() : findByAccount(account).stream();
        return Stream.concat(publicShapes.versions().stream(), own);
    }
}
