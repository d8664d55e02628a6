package dev.emulator.fireworks.inference.schema;

import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.validation.Validation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Validates request bodies. */
@Component
public class RequestSchemas {

    private final Validation validation;

    /** Read on first use, to keep the start fast. */
    private final Supplier<Map<String, Supplier<ValueType>>> types = SingletonSupplier.of(SchemaReader::read);

    RequestSchemas(Validation validation) {
        this.validation = validation;
    }

    /**
     * Checks a body: at level {@code lenient} types and required fields, at higher levels also unknown fields, allowed values and ranges.
     * Values of a similar type are converted in the body, such as {@code "5"} to a number. Integers are limited to 32 bits, except seeds.
     *
     * @throws InferenceException 400 with all errors
     */
    public void check(Operation operation, ObjectNode body) {
        var errors = new Errors();
        var mode = new ValueType.Mode(!validation.isLenient(), true);
        type(name(operation)).check(body, Path.ROOT, mode, errors);
        if (!errors.isEmpty()) {
            throw InferenceException.invalidRequest(errors.message(operation == Operation.MESSAGE));
        }
        var effort = body.path("reasoning_effort");
        if (mode.schema() && effort.isInt() && effort.intValue() <= 0) {
            throw InferenceException.invalidRequest("integer reasoning_effort must be positive");
        }
    }

    /** Checks a value, and returns the message of its errors. */
    Optional<String> errors(String type, String field, JsonNode value) {
        var errors = new Errors();
        type(type).check(value, Path.ROOT.field(field), new ValueType.Mode(true, true), errors);
        return errors.isEmpty() ? Optional.empty() : Optional.of(errors.message(false));
    }

    private static String name(Operation operation) {
        return switch (operation) {
            case CHAT -> "ChatCompletionRequest";
            case COMPLETION -> "CompletionRequest";
            case RESPONSE -> "CreateResponse";
            case MESSAGE -> "AnthropicCreateMessageParams";
            case EMBEDDING -> "EmbeddingRequest";
            case RERANK -> "RerankRequest";
        };
    }

    private ValueType type(String name) {
        var type = types.get().get(name);
        if (type == null) {
            throw new IllegalStateException("no schema " + name);
        }
        return type.get();
    }
}
