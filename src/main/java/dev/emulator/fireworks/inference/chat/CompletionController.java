package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.ModelResolver;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.schema.ModelChecks;
import dev.emulator.fireworks.inference.schema.RequestSchemas;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Completes texts.
 *
 * @implNote Token ids are those of the generic tokenizer, for all models. If a reply has reasoning or tool calls, they are part of the text.
 */
@RestController
class CompletionController {

    private final RequestSchemas schemas;
    private final ModelResolver models;
    private final ModelChecks checks;
    private final CompletionRequestParser parser;
    private final GenerationEndpoint endpoint;

    CompletionController(
            RequestSchemas schemas,
            ModelResolver models,
            ModelChecks checks,
            CompletionRequestParser parser,
            GenerationEndpoint endpoint) {
        this.schemas = schemas;
        this.models = models;
        this.checks = checks;
        this.parser = parser;
        this.endpoint = endpoint;
    }

    @PostMapping({"/inference/v1/completions", "/v1/completions"})
    void create(InferenceCall call) throws IOException {
        var body = call.body();
        schemas.check(Operation.COMPLETION, body);
        var model = models.resolve(call, body.path("model").asString(""));
        checks.check(Operation.COMPLETION, body, model);
        endpoint.answer(call, parser.parse(call.account(), model, body));
    }
}
