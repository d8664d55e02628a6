package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.routes.StreamFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Passes the effects of faults to answers that are streamed. */
final class StreamFaults {

    private StreamFaults() {}

    /** @param response the response that is not buffered */
    static void prepare(FaultEffect effect, HttpServletRequest request, HttpServletResponse response, byte[] garbage) {
        var kind = kind(effect);
        if (kind != null) {
            var drip = effect.drip();
            StreamFault.set(
                    request,
                    new StreamFault(
                            response,
                            kind,
                            drip == null ? Duration.ZERO : drip.time(),
                            drip == null ? 0 : drip.pieces(),
                            kind == StreamFault.Kind.GARBAGE ? garbage : null));
        }
    }

    private static StreamFault.@Nullable Kind kind(FaultEffect effect) {
        if (effect.drip() != null) {
            return StreamFault.Kind.DRIP;
        }
        if (effect.breakage() == null) {
            return null;
        }
        return switch (effect.breakage()) {
            case LOST_ANSWER -> StreamFault.Kind.RESET;
            case HALF_BODY -> StreamFault.Kind.CUT;
            case GARBAGE -> StreamFault.Kind.GARBAGE;
            case WRONG_CONTENT_TYPE -> StreamFault.Kind.WRONG_CONTENT_TYPE;
            default -> null; // of pages, or before the call is carried out
        };
    }
}
