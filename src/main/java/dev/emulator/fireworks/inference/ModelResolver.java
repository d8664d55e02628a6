package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.model.BaseModels;
import org.springframework.stereotype.Component;

/** Finds the model that answers a request. */
@Component
public class ModelResolver {

    private final BaseModels models;

    ModelResolver(BaseModels models) {
        this.models = models;
    }

    /**
     * Finds the model that answers a request, and records the request for its deployment.
     *
     * @param model as in the field {@code model} of the request
     * @throws InferenceException if no model answers
     */
    public ServedModel resolve(InferenceCall call, String model) {
        var facts = models.find(call.account(), model).orElseThrow(InferenceException::modelNotFound);
        return new ServedModel(
                model,
                model,
                model,
                "",
                facts.trainingContextLength(),
                true,
                false,
                facts.serving().isEmbedding());
    }
}
