package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Usage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the chunks of a stream. */
final class ChunkWriter {

    static final byte[] DONE = "data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);

    private static final byte[] START = "data: ".getBytes(StandardCharsets.UTF_8);
    private static final byte[] END = "\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int USUAL_SIZE = 320;

    private final Generation generation;
    private final AnswerWriter writer;
    private final ChoiceFormat format;
    private final byte[] start;

    ChunkWriter(Generation generation, AnswerWriter writer) {
        this.generation = generation;
        this.writer = writer;
        this.format = ChoiceFormat.of(generation.request().operation());
        this.start = start();
    }

    /**
     * What a chunk has in addition to a part of a choice.
     *
     * @param isFirst whether it is the first chunk of the stream
     * @param isFirstOfChoice whether it is the first chunk with this choice
     * @param hasUsageField whether it has the field usage, which is null without usage
     * @param usage null for none
     * @param hasPerfMetrics whether it has the performance metrics, if they were requested
     */
    record Additions(
            boolean isFirst,
            boolean isFirstOfChoice,
            boolean hasUsageField,
            @Nullable Usage usage,
            boolean hasPerfMetrics) {}

    /** Returns the chunk with a part of a choice. */
    byte[] write(ChoicePieces pieces, Piece piece, Additions additions) {
        return chunk(json -> {
            json.writeArrayPropertyStart("choices");
            json.writeStartObject();
            json.writeNumberProperty("index", pieces.choice().index());
            format.writePiece(json, pieces, piece);
            writeDetails(json, pieces, piece, additions);
            json.writeEndObject();
            json.writeEndArray();
            writeTail(json, pieces, additions);
        });
    }

    /** Returns the chunk without choices that has the usage. */
    byte[] writeUsage(Usage usage) {
        return chunk(json -> {
            json.writeArrayPropertyStart("choices");
            json.writeEndArray();
            AnswerWriter.writeUsage(json, usage);
            writePerfMetrics(json);
        });
    }

    private void writeDetails(JsonGenerator json, ChoicePieces pieces, Piece piece, Additions additions) {
        var options = generation.options();
        var answer = pieces.answer();
        var isContent = piece.type() == Piece.Type.CONTENT;
        if (options.hasLogprobs() && isContent) {
            writer.writeLogprobs(json, answer, options, pieces.content(), piece.from(), piece.to());
        }
        if (options.rawOutput() && piece.type() == Piece.Type.FINISH) {
            writer.writeRawOutput(json, answer, options);
        }
        if (options.tokenIds()) {
            if (additions.isFirstOfChoice() && format.hasPromptTokensInChoice()) {
                writer.writePromptTokens(json, answer);
            }
            if (piece.to() > piece.from()) {
                AnswerWriter.writeIds(json, "token_ids", piece.tokens(), piece.from(), piece.to());
            }
        }
    }

    private void writeTail(JsonGenerator json, ChoicePieces pieces, Additions additions) {
        var usage = additions.usage();
        if (usage != null) {
            AnswerWriter.writeUsage(json, usage);
        } else if (additions.hasUsageField()) {
            json.writeNullProperty("usage");
        }
        if (additions.hasPerfMetrics()) {
            writePerfMetrics(json);
        }
        if (additions.isFirst() && generation.options().tokenIds() && !format.hasPromptTokensInChoice()) {
            writer.writePromptTokens(json, pieces.answer());
        }
    }

    private void writePerfMetrics(JsonGenerator json) {
        if (generation.options().perfMetrics()) {
            AnswerWriter.writePerfMetrics(json, generation);
        }
    }

    private byte[] chunk(Consumer<JsonGenerator> tail) {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        bytes.writeBytes(start);
        try (var json = AnswerWriter.generator(bytes)) {
            json.writeStartObject();
            tail.accept(json);
            json.writeEndObject();
        }
        bytes.writeBytes(END);
        var chunk = bytes.toByteArray();
        chunk[start.length] = ','; // in place of the second opening brace
        return chunk;
    }

    /** Returns the bytes with which all chunks of the stream begin. */
    private byte[] start() {
        var bytes = new ByteArrayOutputStream(USUAL_SIZE);
        bytes.writeBytes(START);
        try (var json = AnswerWriter.generator(bytes)) {
            json.writeStartObject();
            writer.writeHead(json, generation, format.objectName(true));
            json.writeEndObject();
        }
        return Arrays.copyOf(bytes.toByteArray(), bytes.size() - 1);
    }
}
