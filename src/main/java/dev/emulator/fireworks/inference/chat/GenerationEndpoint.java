package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.InferenceProperties;
import dev.emulator.fireworks.inference.InferenceCall;
import dev.emulator.fireworks.inference.headers.AnswerHeaders;
import dev.emulator.fireworks.inference.stream.EventStreams;
import dev.emulator.fireworks.routes.ReplyFault;
import java.io.IOException;
import org.springframework.stereotype.Component;

/** Answers requests for chat and text completions. */
@Component
class GenerationEndpoint {

    private final TextGenerator generator;
    private final AnswerWriter writer;
    private final AnswerTokens tokens;
    private final EventStreams streams;
    private final InferenceProperties.StreamUsage streamUsage;

    GenerationEndpoint(
            TextGenerator generator,
            AnswerWriter writer,
            AnswerTokens tokens,
            EventStreams streams,
            InferenceProperties properties) {
        this.generator = generator;
        this.writer = writer;
        this.tokens = tokens;
        this.streams = streams;
        this.streamUsage = properties.streamUsage();
    }

    void answer(InferenceCall call, GenerationRequest request) throws IOException {
        var generation = generator.generate(request, call::injectFault);
        AnswerHeaders.set(call.response(), generation.completion(), request.samplingOptions());
        if (request.isStream()) {
            streams.start(call, generation.timing(), events(call, generation));
            return;
        }
        var json = writer.write(generation, !call.has(ReplyFault.Kind.USAGE_MISSING));
        generator.report(generation, generation.usage());
        streams.answer(call, generation.timing(), generation.usage().completionTokens(), json);
    }

    private GenerationEvents events(InferenceCall call, Generation generation) {
        var options = generation.options();
        var choices = generation.answers().stream()
                .map(answer -> ChoicePieces.of(answer, options, tokens))
                .toList();
        return new GenerationEvents(
                generation,
                choices,
                call.has(ReplyFault.Kind.USAGE_MISSING)
                        ? StreamUsageStyle.NONE
                        : StreamUsageStyle.of(streamUsage, options),
                new ChunkWriter(generation, writer),
                usage -> generator.report(generation, usage),
                call.fault().flatMap(StreamBreak::of).orElse(null));
    }
}
