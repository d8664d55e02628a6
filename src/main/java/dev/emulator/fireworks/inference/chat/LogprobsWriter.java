package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Logprobs;
import dev.emulator.fireworks.inference.Token;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** Writes the log probabilities of tokens in both forms. */
@Component
class LogprobsWriter {

    private final Logprobs logprobs;

    LogprobsWriter(Logprobs logprobs) {
        this.logprobs = logprobs;
    }

    /**
     * Tokens whose log probabilities are written.
     *
     * @param from index of the first token
     * @param to index after the last token
     * @param offset number of characters before the text
     * @param scripted log probabilities of the tokens from {@code firstScripted}; others are generated
     */
    record Range(
            String model, TokenizedText text, int from, int to, int offset, List<Double> scripted, int firstScripted) {

        private Token token(int index) {
            return new Token(text.id(index), text.text(index));
        }
    }

    void write(JsonGenerator json, AnswerOptions options, Range range) {
        if (options.logprobs() == AnswerOptions.LogprobsForm.LEGACY) {
            writeLegacy(json, range, options.topLogprobs());
        } else {
            writeContent(json, range, options.topLogprobs());
        }
    }

    private void writeContent(JsonGenerator json, Range range, int top) {
        json.writeStartObject();
        json.writeArrayPropertyStart("content");
        for (int i = range.from(); i < range.to(); i++) {
            var token = range.token(i);
            var logprob = logprob(range, i);
            json.writeStartObject();
            json.writeStringProperty("token", token.text());
            json.writeNumberProperty("logprob", logprob);
            json.writeNumberProperty("sampling_logprob", logprob);
            writeBytes(json, token);
            json.writeArrayPropertyStart("top_logprobs");
            for (var candidate : logprobs.top(range.model(), token, logprob, top)) {
                json.writeStartObject();
                json.writeStringProperty("token", candidate.token().text());
                json.writeNumberProperty("logprob", candidate.logprob());
                json.writeNumberProperty("token_id", candidate.token().id());
                writeBytes(json, candidate.token());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeNumberProperty("token_id", token.id());
            json.writeNumberProperty(
                    "text_offset", range.offset() + range.text().offset(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeBytes(JsonGenerator json, Token token) {
        json.writeArrayPropertyStart("bytes");
        for (var one : token.text().getBytes(StandardCharsets.UTF_8)) {
            json.writeNumber(Byte.toUnsignedInt(one));
        }
        json.writeEndArray();
    }

    private void writeLegacy(JsonGenerator json, Range range, int top) {
        json.writeStartObject();
        json.writeArrayPropertyStart("tokens");
        for (int i = range.from(); i < range.to(); i++) {
            json.writeString(range.text().text(i));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("token_logprobs");
        for (int i = range.from(); i < range.to(); i++) {
            json.writeNumber(logprob(range, i));
        }
        json.writeEndArray();
        json.writeName("top_logprobs");
        if (top == 0) {
            json.writeNull();
        } else {
            writeLegacyTop(json, range, top);
        }
        json.writeArrayPropertyStart("text_offset");
        for (int i = range.from(); i < range.to(); i++) {
            json.writeNumber(range.offset() + range.text().offset(i));
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("token_ids");
        for (int i = range.from(); i < range.to(); i++) {
            json.writeNumber(range.text().id(i));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeLegacyTop(JsonGenerator json, Range range, int top) {
        json.writeStartArray();
        for (int i = range.from(); i < range.to(); i++) {
            json.writeStartObject();
            logprobs.top(range.model(), range.token(i), logprob(range, i), top)
                    .forEach(candidate ->
                            json.writeNumberProperty(candidate.token().text(), candidate.logprob()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private double logprob(Range range, int index) {
        var scripted = index - range.firstScripted();
        return scripted >= 0 && scripted < range.scripted().size()
                ? Math.min(0, range.scripted().get(scripted))
                : logprobs.of(range.model(), range.text().id(index));
    }
}
