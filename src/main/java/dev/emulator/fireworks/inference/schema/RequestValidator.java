package dev.emulator.fireworks.inference.schema;

import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.ModelResolver;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.ServedModel;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Validates requests that generate text, and finds the models that answer them. */
@Component
public class RequestValidator {

    private final RequestSchemas schemas;
    private final ModelResolver models;
    private final ModelChecks checks;

    RequestValidator(RequestSchemas schemas, ModelResolver models, ModelChecks checks) {
        this.schemas = schemas;
        this.models = models;
        this.checks = checks;
    }

    /**
     * Validates the body of a request, and converts its values as {@link RequestSchemas#check} does.
     *
     * @return the model that answers
     * @throws InferenceException if the request is invalid, or no model answers it
     */
    public ServedModel validate(Operation operation, InferenceCall call) {
        var body = call.body();
        schemas.check(operation, body);
        return checked(operation, body, models.resolve(call, model(body)));
    }

    /** Validates a request that did not arrive over HTTP. */
    public ServedModel validate(Operation operation, String account, Caller caller, ObjectNode body) {
        schemas.check(operation, body);
        return checked(operation, body, models.resolve(account, caller, model(body)));
    }

    private ServedModel checked(Operation operation, ObjectNode body, ServedModel model) {
        checks.check(operation, body, model);
        return model;
    }

    private static String model(ObjectNode body) {
        return body.path("model").asString("");
    }
}
