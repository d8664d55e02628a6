package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.auth.Caller;
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
        return resolve(call.account(), call.caller(), model);
    }

    /** Finds the model that answers a request that did not arrive over HTTP. */
    public ServedModel resolve(String account, Caller caller, String model) {
        var facts = models.find(account, model).orElseThrow(InferenceException::modelNotFound);
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
