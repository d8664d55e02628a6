package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.schema.RequestValidator;
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

    private final RequestValidator validator;
    private final CompletionRequestParser parser;
    private final GenerationEndpoint endpoint;

    CompletionController(RequestValidator validator, CompletionRequestParser parser, GenerationEndpoint endpoint) {
        this.validator = validator;
        this.parser = parser;
        this.endpoint = endpoint;
    }

    @PostMapping({"/inference/v1/completions", "/v1/completions"})
    void create(InferenceCall call) throws IOException {
        var model = validator.validate(Operation.COMPLETION, call);
        endpoint.answer(call, parser.parse(call.account(), model, call.body()));
    }
}
