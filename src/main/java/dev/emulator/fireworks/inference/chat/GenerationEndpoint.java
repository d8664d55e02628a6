package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.routes.ReplyFault;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Answers requests for chat and text completions. */
@Component
class GenerationEndpoint {

    private final TextGenerator generator;
    private final AnswerWriter writer;

    GenerationEndpoint(TextGenerator generator, AnswerWriter writer) {
        this.generator = generator;
        this.writer = writer;
    }

    void answer(InferenceCall call, GenerationRequest request) throws IOException {
        var generation = generator.generate(
                request,
                completion ->
                        call.has(ReplyFault.Kind.TOOL_CALL_AS_TEXT) ? completion.withToolCallsAsText() : completion);
        AnswerHeaders.set(call.response(), generation);
        var json = writer.write(generation, !call.has(ReplyFault.Kind.USAGE_MISSING));
        generator.report(generation, generation.usage());
        call.response().setContentType(MediaType.APPLICATION_JSON_VALUE);
        call.response().setContentLength(json.length);
        call.response().getOutputStream().write(json);
    }
}
