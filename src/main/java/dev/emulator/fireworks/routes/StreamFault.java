package dev.emulator.fireworks.routes;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A fault that the stream itself must inject, because streams are not buffered.
 *
 * @param response the response to which a stream writes; other answers to the request are buffered
 * @param over for {@link Kind#DRIP}: the time between the first and the last piece
 * @param pieces for {@link Kind#DRIP}: the number of pieces
 * @param garbage for {@link Kind#GARBAGE}: what is sent instead of the events
 */
public record StreamFault(
        HttpServletResponse response, Kind kind, Duration over, int pieces, byte @Nullable [] garbage) {

    private static final String ATTRIBUTE = StreamFault.class.getName();

    /** The kinds of faults. */
    public enum Kind {
        /** The connection is reset instead of the first event. */
        RESET,
        /** The connection is closed in the middle of the second event. */
        CUT,
        /** Other bytes are sent instead of the events. */
        GARBAGE,
        /** The content type is text/html. */
        WRONG_CONTENT_TYPE,
        /** The first events are sent slowly, the last of them together with all others. */
        DRIP
    }

    public static void set(ServletRequest request, StreamFault fault) {
        request.setAttribute(ATTRIBUTE, fault);
    }

    public static Optional<StreamFault> of(ServletRequest request) {
        return Optional.ofNullable((StreamFault) request.getAttribute(ATTRIBUTE));
    }
}
