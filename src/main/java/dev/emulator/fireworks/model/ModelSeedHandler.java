package dev.emulator.fireworks.model;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.protojson.ProtoJson;
import dev.emulator.fireworks.resource.ResourceSeedHandler;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Seeds models with the fields of the API. Their files can be uploaded later, as for any model. */
@Component
@Order(20)
class ModelSeedHandler extends ResourceSeedHandler<ModelRow, Model, Spec> {

    private final ModelService models;
    private final String email;

    ModelSeedHandler(ModelService models, ProtoJson protoJson, EmulatorProperties properties) {
        super(models, Model::spec, protoJson);
        this.models = models;
        this.email = properties.email();
    }

    @Override
    protected void create(ResourceName name, Spec spec) {
        models.create(name.account(), name.id(), spec, "", email);
    }
}
