package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.clock.AccountClocks;
import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.CompletionService;
import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.InferenceIds;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.Tokens;
import dev.emulator.fireworks.inference.headers.AnswerHeaders;
import dev.emulator.fireworks.inference.headers.SamplingOptionsJson;
import dev.emulator.fireworks.inference.schema.RequestValidator;
import dev.emulator.fireworks.inference.stream.EventStreams;
import dev.emulator.fireworks.routes.ReplyFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** Answers requests for responses. A response is stored before it is sent, so that the client can continue it immediately. */
@Component
class ResponseEndpoint {

    private final RequestValidator validator;
    private final ResponseParser parser;
    private final CompletionService completions;
    private final InferenceIds ids;
    private final AccountClocks clocks;
    private final ResponseStore store;
    private final Tokens tokens;
    private final EventStreams streams;

    ResponseEndpoint(
            RequestValidator validator,
            ResponseParser parser,
            CompletionService completions,
            InferenceIds ids,
            AccountClocks clocks,
            ResponseStore store,
            Tokens tokens,
            EventStreams streams) {
        this.validator = validator;
        this.parser = parser;
        this.completions = completions;
        this.ids = ids;
        this.clocks = clocks;
        this.store = store;
        this.tokens = tokens;
        this.streams = streams;
    }

    void answer(InferenceCall call) throws IOException {
        var body = call.body();
        var model = validator.validate(Operation.RESPONSE, call);
        var request = parser.parse(call.account(), model, body);
        var completion = call.injectFault(completions.complete(request.prompt()));
        AnswerHeaders.set(
                call.response(),
                completion,
                SamplingOptionsJson.of(request.prompt().sampling(), body));
        send(call, request, completion);
    }

    private void send(InferenceCall call, ResponseRequest request, Completion completion) throws IOException {
        var now = clocks.of(call.account()).instant();
        var choice = completion.choices().get(0).withToolCallIds(ids::createForToolCall);
        var response = new GeneratedResponse(
                request.isStored() ? ids.create("resp_") : null,
                now.getEpochSecond(),
                request,
                completion,
                choice,
                OutputItems.of(request, choice, ids),
                !call.has(ReplyFault.Kind.USAGE_MISSING));
        var json = ResponseWriter.write(response);
        if (request.isStored()) {
            store.save(call.account(), now, json, request.input());
        }
        var prompt = request.prompt();
        if (prompt.stream()) {
            var events = new ResponseEvents(response, tokens, usage -> completions.report(prompt, usage));
            streams.start(call, completion.timing(), events.source(call.fault()));
        } else {
            completions.report(prompt, completion.usage());
            streams.answer(
                    call,
                    completion.timing(),
                    completion.usage().completionTokens(),
                    json.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
