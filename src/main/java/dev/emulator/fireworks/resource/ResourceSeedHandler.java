package dev.emulator.fireworks.resource;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.protojson.LazyMessage;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import dev.emulator.fireworks.store.Row;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Seeds resources that clients edit. Missing resources are created, existing ones updated. The collection is the key in the document.
 *
 * @param <R> the row
 * @param <T> the resource in the API
 * @param <S> the fields that clients can set
 */
public abstract class ResourceSeedHandler<R extends Row<S>, T extends Record, S extends Record> implements SeedHandler {

    private final EditableResourceService<R, T, S> resources;
    private final Function<T, LazyMessage<S>> spec;
    private final ProtoJson protoJson;

    protected ResourceSeedHandler(
            EditableResourceService<R, T, S> resources, Function<T, LazyMessage<S>> spec, ProtoJson protoJson) {
        this.resources = resources;
        this.spec = spec;
        this.protoJson = protoJson;
    }

    protected abstract void create(ResourceName name, S spec);

    @Override
    public String key() {
        return resources.collection();
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var name = resources.writableName(account, id);
        var wanted = spec.apply(protoJson.read(protoJson.writeBytes(fields), resources.message()));
        return () -> apply(name, wanted);
    }

    private Outcome apply(ResourceName name, LazyMessage<S> wanted) {
        var existing = resources.find(name);
        if (existing.isEmpty()) {
            create(name, wanted.value());
            return Outcome.CREATED;
        }
        if (!resources.wouldChange(existing.get(), wanted)) {
            return Outcome.UNCHANGED;
        }
        resources.update(name.account(), name.id(), wanted, null);
        return Outcome.UPDATED;
    }
}
