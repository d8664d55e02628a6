package dev.emulator.fireworks.inference.chat;

import dev.emulator.fireworks.routes.ReplyFault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A fault that ends a stream before its finish reason.
 *
 * @param after how many events with a part of the reply are sent
 * @param error the last event; null for none
 */
record StreamBreak(int after, byte @Nullable [] error) {

    static Optional<StreamBreak> of(ReplyFault fault) {
        return switch (fault.kind()) {
            case STREAM_CUT -> Optional.of(new StreamBreak(fault.after(), null));
            case STREAM_ERROR -> Optional.of(new StreamBreak(fault.after(), event(fault.error())));
            case TOOL_CALL_AS_TEXT, USAGE_MISSING -> Optional.empty();
        };
    }

    /** Returns whether the stream ends before a part, after {@code sent} parts of the reply. */
    boolean isBefore(Piece piece, int sent) {
        return piece.type() == Piece.Type.FINISH || isPartOfReply(piece) && sent >= after;
    }

    static boolean isPartOfReply(Piece piece) {
        return piece.type() != Piece.Type.ROLE && piece.type() != Piece.Type.FINISH;
    }

    private static byte @Nullable [] event(ReplyFault.@Nullable StreamError error) {
        if (error == null) {
            return null;
        }
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", error.message())
                .put("code", error.code())
                .put("type", error.type());
        return ("data: " + body + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
