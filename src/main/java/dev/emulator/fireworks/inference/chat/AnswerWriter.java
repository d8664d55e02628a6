package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.ResponseFormat;
import dev.emulator.fireworks.inference.Token;
import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.headers.PerfMetrics;
import java.io.ByteArrayOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers that are not streamed, and what chunks of streams have in common with them. */
@Component
class AnswerWriter {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final int USUAL_SIZE = 1024;

    private final AnswerTokens tokens;
    private final LogprobsWriter logprobs;

    AnswerWriter(AnswerTokens tokens, LogprobsWriter logprobs) {
        this.tokens = tokens;
        this.logprobs = logprobs;
    }

    /**
     * Returns an answer as JSON.
     *
     * @param hasUsage whether the answer has usage
     */
    byte[] write(Generation generation, boolean hasUsage) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        var format = ChoiceFormat.of(generation.request().operation());
        try (var json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            writeHead(json, generation, format.objectName(false));
            json.writeArrayPropertyStart("choices");
            generation.answers().forEach(answer -> writeChoice(json, generation, answer, format));
            json.writeEndArray();
            if (hasUsage) {
                writeUsage(json, generation.usage());
            }
            if (generation.options().perfMetrics()) {
                writePerfMetrics(json, generation);
            }
            if (generation.options().tokenIds() && !format.hasPromptTokensInChoice()) {
                writePromptTokens(json, generation.answers().get(0));
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    void writeHead(JsonGenerator json, Generation generation, String object) {
        json.writeStringProperty("id", generation.id());
        json.writeStringProperty("object", object);
        json.writeNumberProperty("created", generation.created());
        json.writeStringProperty("model", generation.modelName());
    }

    private void writeChoice(JsonGenerator json, Generation generation, Generation.Answer answer, ChoiceFormat format) {
        var options = generation.options();
        var content = options.hasLogprobs() || options.echo() > 0 ? tokens.content(answer, options) : null;
        json.writeStartObject();
        json.writeNumberProperty("index", answer.choice().index());
        format.writeChoice(
                json,
                answer,
                content == null ? AnswerTokens.text(answer) : content.tokens().text());
        if (content != null && options.hasLogprobs()) {
            writeLogprobs(json, answer, options, content, 0, content.tokens().size());
        }
        writeTokens(json, answer, options, format);
        json.writeEndObject();
    }

    /** Writes the tokens and the raw output of a choice, as far as the client asked for them. */
    private void writeTokens(JsonGenerator json, Generation.Answer answer, AnswerOptions options, ChoiceFormat format) {
        if (options.rawOutput()) {
            writeRawOutput(json, answer, options);
        }
        if (options.tokenIds()) {
            if (format.hasPromptTokensInChoice()) {
                writePromptTokens(json, answer);
            }
            writeTokenIds(json, ChoicePieces.of(answer, options, tokens));
        }
    }

    /** Writes the ids that a stream has in its chunks. */
    private static void writeTokenIds(JsonGenerator json, ChoicePieces pieces) {
        json.writeArrayPropertyStart("token_ids");
        for (var piece = pieces.next(); piece != null; piece = pieces.next()) {
            for (int i = piece.from(); i < piece.to(); i++) {
                json.writeNumber(piece.tokens().id(i));
            }
        }
        json.writeEndArray();
    }

    void writeRawOutput(JsonGenerator json, Generation.Answer answer, AnswerOptions options) {
        var raw = tokens.raw(answer, options);
        var prompt = answer.input().prompt();
        json.writeObjectPropertyStart("raw_output");
        json.writeArrayPropertyStart("prompt_fragments");
        prompt.conversation().turns().forEach(turn -> json.writeString(turn.text()));
        json.writeEndArray();
        writePromptTokens(json, answer);
        json.writeStringProperty("completion", raw.tokens().text());
        writeIds(json, "completion_token_ids", raw.tokens(), 0, raw.tokens().size());
        if (options.hasLogprobs()) {
            json.writeName("completion_logprobs");
            logprobs.write(
                    json,
                    options.withContentLogprobs(),
                    range(answer, raw, 0, raw.tokens().size()));
        }
        var images = prompt.conversation().turns().stream()
                .flatMap(turn -> turn.images().stream())
                .toList();
        if (!images.isEmpty()) {
            json.writeArrayPropertyStart("images");
            images.forEach(json::writeString);
            json.writeEndArray();
        }
        if (prompt.format().type() == ResponseFormat.Type.GRAMMAR) {
            json.writeStringProperty("grammar", prompt.format().grammar());
        }
        json.writeEndObject();
    }

    /** Writes the log probabilities of a range of the content's tokens. */
    void writeLogprobs(
            JsonGenerator json,
            Generation.Answer answer,
            AnswerOptions options,
            AnswerTokens.AnswerText content,
            int from,
            int to) {
        json.writeName("logprobs");
        logprobs.write(json, options, range(answer, content, from, to));
    }

    private static LogprobsWriter.Range range(
            Generation.Answer answer, AnswerTokens.AnswerText text, int from, int to) {
        return new LogprobsWriter.Range(
                answer.input().prompt().model().model(),
                text.tokens(),
                from,
                to,
                text.offset(),
                answer.choice().logprobs(),
                text.echoed());
    }

    void writePromptTokens(JsonGenerator json, Generation.Answer answer) {
        json.writeArrayPropertyStart("prompt_token_ids");
        tokens.prompt(answer.input()).stream().mapToInt(Token::id).forEach(json::writeNumber);
        json.writeEndArray();
    }

    static void writeIds(JsonGenerator json, String field, TokenizedText text, int from, int to) {
        json.writeArrayPropertyStart(field);
        for (int i = from; i < to; i++) {
            json.writeNumber(text.id(i));
        }
        json.writeEndArray();
    }

    static void writeUsage(JsonGenerator json, Usage usage) {
        json.writeObjectPropertyStart("usage");
        json.writeNumberProperty("prompt_tokens", usage.promptTokens());
        json.writeNumberProperty("total_tokens", usage.totalTokens());
        json.writeNumberProperty("completion_tokens", usage.completionTokens());
        json.writeObjectPropertyStart("prompt_tokens_details");
        json.writeNumberProperty("cached_tokens", usage.cachedTokens());
        json.writeEndObject();
        if (usage.reasoningTokens() > 0) {
            json.writeObjectPropertyStart("completion_tokens_details");
            json.writeNumberProperty("reasoning_tokens", usage.reasoningTokens());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    static void writePerfMetrics(JsonGenerator json, Generation generation) {
        json.writeObjectPropertyStart("perf_metrics");
        PerfMetrics.of(generation.completion()).forEach((name, value) -> {
            if (value instanceof Integer number) {
                json.writeNumberProperty(name, number);
            } else if (value instanceof Double number) {
                json.writeNumberProperty(name, number);
            } else {
                json.writeStringProperty(name, value.toString());
            }
        });
        json.writeEndObject();
    }

    static JsonGenerator generator(ByteArrayOutputStream bytes) {
        return MAPPER.createGenerator(bytes);
    }
}
