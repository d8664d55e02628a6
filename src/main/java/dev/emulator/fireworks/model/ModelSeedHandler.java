package dev.emulator.fireworks.model;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.seed.SeedFiles;
import dev.emulator.fireworks.seed.SeedHandler;
import dev.emulator.fireworks.store.Patch;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Models that are there from the start, as the API's fields tell them; their files can be uploaded later, like those of any model. */
@Component
@Order(20)
class ModelSeedHandler implements SeedHandler {

    private final ModelService models;
    private final ProtoJson protoJson;
    private final String email;

    ModelSeedHandler(ModelService models, ProtoJson protoJson, EmulatorProperties properties) {
        this.models = models;
        this.protoJson = protoJson;
        this.email = properties.email();
    }

    @Override
    public String key() {
        return Model.COLLECTION;
    }

    @Override
    public Step prepare(String account, String id, ObjectNode fields, SeedFiles files) {
        var name = models.own(account, id);
        var spec = protoJson.read(protoJson.writeBytes(fields), Model.class).spec();
        return () -> {
            var there = models.find(name);
            if (there.isEmpty()) {
                models.create(account, id, spec.value(), "", email);
                return Outcome.CREATED;
            }
            var current = there.get().spec(protoJson).value();
            if (Patch.apply(current, spec, null, Model.class).equals(current)) {
                return Outcome.UNCHANGED;
            }
            models.update(account, id, spec, null);
            return Outcome.UPDATED;
        };
    }
}
