package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.inference.Usage;
import dev.emulator.fireworks.inference.stream.Event;
import dev.emulator.fireworks.inference.stream.EventSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of a streamed completion. Choices take turns. Each chunk has a part of one choice. */
final class GenerationEvents implements EventSource {

    private final Generation generation;
    private final StreamUsageStyle style;
    private final ChunkWriter writer;
    private final Consumer<Usage> report;
    private final Deque<Source> waiting = new ArrayDeque<>();
    private final @Nullable StreamBreak fault;
    private @Nullable Source paced;
    private boolean isBroken;
    private int chunks;
    private int parts;
    private int generated;
    private int reasoning;
    private Ending ending = Ending.NONE;

    /** Which of the last events was sent. */
    private enum Ending {
        NONE,
        USAGE,
        DONE
    }

    /** The rest of a choice. */
    private static final class Source {

        private final ChoicePieces pieces;
        private boolean isStarted;

        private Source(ChoicePieces pieces) {
            this.pieces = pieces;
        }
    }

    /**
     * @param report receives the usage once, up to the event that was sent last
     * @param fault ends the stream early; null for none
     */
    GenerationEvents(
            Generation generation,
            List<ChoicePieces> choices,
            StreamUsageStyle style,
            ChunkWriter writer,
            Consumer<Usage> report,
            @Nullable StreamBreak fault) {
        this.fault = fault;
        this.generation = generation;
        this.style = style;
        this.writer = writer;
        this.report = report;
        choices.forEach(pieces -> waiting.add(new Source(pieces)));
    }

    @Override
    public @Nullable Event next() {
        if (isBroken) {
            return null;
        }
        while (!waiting.isEmpty()) {
            var source = waiting.remove();
            var piece = source.pieces.next();
            if (piece != null) {
                return fault != null && fault.isBefore(piece, parts) ? breakWith(fault) : event(source, piece);
            }
        }
        return end();
    }

    private @Nullable Event breakWith(StreamBreak cause) {
        isBroken = true;
        var error = cause.error();
        return error == null ? null : new Event(error, 0);
    }

    private Event event(Source source, Piece piece) {
        var isFinish = piece.type() == Piece.Type.FINISH;
        if (!isFinish) {
            waiting.add(source);
        }
        var isLast = isFinish && waiting.isEmpty();
        var bytes = writer.write(
                source.pieces,
                piece,
                new ChunkWriter.Additions(
                        chunks == 0,
                        !source.isStarted,
                        style == StreamUsageStyle.FINISH_CHUNK,
                        isLast && style == StreamUsageStyle.FINISH_CHUNK ? generation.usage() : null,
                        isLast && style != StreamUsageStyle.EXTRA_CHUNK));
        source.isStarted = true;
        chunks++;
        count(piece);
        return new Event(bytes, isPaced(source, isFinish) ? piece.generated() : 0);
    }

    /** Choices are generated at the same time, so only one of them is paced. */
    private boolean isPaced(Source source, boolean isFinish) {
        if (paced == null) {
            paced = source;
        }
        var isPaced = paced == source;
        if (isPaced && isFinish) {
            paced = null;
        }
        return isPaced;
    }

    private @Nullable Event end() {
        if (ending == Ending.NONE) {
            ending = Ending.USAGE;
            if (style == StreamUsageStyle.EXTRA_CHUNK) {
                return new Event(writer.writeUsage(generation.usage()), 0);
            }
        }
        if (ending == Ending.USAGE) {
            ending = Ending.DONE;
            return new Event(ChunkWriter.DONE, 0);
        }
        return null;
    }

    private void count(Piece piece) {
        parts += StreamBreak.isPartOfReply(piece) ? 1 : 0;
        generated += piece.generated();
        if (piece.type() == Piece.Type.REASONING) {
            reasoning += piece.generated();
        }
    }

    @Override
    public void end(boolean complete) {
        var usage = generation.usage();
        report.accept(
                complete && ending == Ending.DONE
                        ? usage
                        : new Usage(
                                usage.promptTokens(),
                                usage.cachedTokens(),
                                Math.min(generated, usage.completionTokens()),
                                Math.min(reasoning, usage.reasoningTokens())));
    }
}
