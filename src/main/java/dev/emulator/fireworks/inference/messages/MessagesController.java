package dev.emulator.fireworks.inference.messages;

import dev.emulator.fireworks.inference.Completion;
import dev.emulator.fireworks.inference.CompletionService;
import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.InferenceIds;
import dev.emulator.fireworks.inference.Operation;
import dev.emulator.fireworks.inference.headers.AnswerHeaders;
import dev.emulator.fireworks.inference.headers.SamplingOptionsJson;
import dev.emulator.fireworks.inference.schema.RequestValidator;
import dev.emulator.fireworks.inference.stream.EventStreams;
import dev.emulator.fireworks.routes.ReplyFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Answers messages. */
@RestController
class MessagesController {

    private final RequestValidator validator;
    private final CompletionService completions;
    private final InferenceIds ids;
    private final MessageWriter writer;
    private final EventStreams streams;

    MessagesController(
            RequestValidator validator,
            CompletionService completions,
            InferenceIds ids,
            MessageWriter writer,
            EventStreams streams) {
        this.validator = validator;
        this.completions = completions;
        this.ids = ids;
        this.writer = writer;
        this.streams = streams;
    }

    @PostMapping({"/inference/v1/messages", "/v1/messages"})
    void create(InferenceCall call) throws IOException {
        var body = call.body();
        var model = validator.validate(Operation.MESSAGE, call);
        var prompt = MessageParser.parse(call.account(), model, body);
        var completion = call.injectFault(completions.complete(prompt));
        AnswerHeaders.set(call.response(), completion, SamplingOptionsJson.of(prompt.sampling(), body));
        answer(call, body, completion);
    }

    private void answer(InferenceCall call, ObjectNode body, Completion completion) throws IOException {
        var prompt = completion.prompt();
        var message = new GeneratedMessage(
                ids.create("msg_"),
                completion,
                completion.choices().get(0).withToolCallIds(() -> ids.createForToolCall("toolu_")),
                body.path("raw_output").asBoolean(false),
                !call.has(ReplyFault.Kind.USAGE_MISSING));
        if (prompt.stream()) {
            var events = writer.events(message, usage -> completions.report(prompt, usage));
            call.fault().ifPresent(fault -> events.breakBy(fault, MessageWriter::error));
            streams.start(call, completion.timing(), events);
        } else {
            completions.report(prompt, completion.usage());
            var json = writer.write(message).toString().getBytes(StandardCharsets.UTF_8);
            streams.answer(call, completion.timing(), completion.usage().completionTokens(), json);
        }
    }
}
