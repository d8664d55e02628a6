package dev.emulator.fireworks.model;

import dev.emulator.fireworks.aip.ResourceName;
import dev.emulator.fireworks.model.Model.Spec;
import dev.emulator.fireworks.store.ResourceType;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows which job has trained a model. */
@Component
public class TrainedModels {

    private final ResourceType<ModelRow, Model, Spec> type;

    TrainedModels(ResourceType<ModelRow, Model, Spec> type) {
        this.type = type;
    }

    /** Returns the job that has trained a model; empty if no job has, or if the model does not exist. */
    public Optional<ResourceName> job(ResourceName model) {
        return Optional.of(model)
                .filter(name -> name.collection().equals(Model.COLLECTION))
                .flatMap(name -> type.rows().find(name.account(), name.id()))
                .flatMap(row -> ResourceName.parse(row.fineTuningJob()));
    }
}
