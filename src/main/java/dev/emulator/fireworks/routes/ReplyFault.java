package dev.emulator.fireworks.routes;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fault that changes a part of a model's reply, so that the inference endpoint must inject it.
 *
 * @param after for the faults of streams: how many events with a part of the reply are sent before the fault
 * @param error for {@link Kind#STREAM_ERROR}; otherwise null
 */
public record ReplyFault(Kind kind, int after, @Nullable StreamError error) {

    private static final String ATTRIBUTE = ReplyFault.class.getName();

    /** The kinds of faults. */
    public enum Kind {
        /** The stream ends normally, but without a finish reason, usage and final event. */
        STREAM_CUT,
        /** The stream sends an error in the format of the endpoint, and then ends like {@link #STREAM_CUT}. */
        STREAM_ERROR,
        /** Tool calls are JSON in the text of the reply, which has the usual finish reason of a text. */
        TOOL_CALL_AS_TEXT,
        /** The answer has no usage, streamed or not. */
        USAGE_MISSING
    }

    /**
     * The error in a stream.
     *
     * @param status the HTTP status that the error would have without a stream
     * @param code {@code error.code}, such as {@code INTERNAL}
     * @param type {@code error.type}, such as {@code error}
     */
    public record StreamError(int status, String code, String type, String message) {}

    /** Stores the fault that the endpoint must inject into its answer. */
    public static void set(ServletRequest request, ReplyFault fault) {
        request.setAttribute(ATTRIBUTE, fault);
    }

    /** Returns the fault that the endpoint must inject; empty for none. */
    public static Optional<ReplyFault> of(ServletRequest request) {
        return Optional.ofNullable((ReplyFault) request.getAttribute(ATTRIBUTE));
    }
}
