package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.protojson.ProtoOptional;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A refusal in the service's own dialect.
 *
 * @param preset one that is ready-made; only {@code retry_after} may stand beside it
 * @param code by the gRPC code's name
 * @param httpStatus 400 to 599; 0 for the one that belongs to the code
 * @param message any text, empty as well
 * @param reason adds a {@code google.rpc.ErrorInfo} to the details, by which the service's clients are to tell errors apart
 * @param retryAfter how long to wait before the next try, as {@code Retry-After} tells it; empty for no such header
 * @param shape which part of the service speaks
 */
public record FaultError(
        @ProtoOptional @Nullable FaultPreset preset,
        @ProtoOptional @Nullable Code code,
        int httpStatus,
        String message,
        String reason,
        String retryAfter,
        Shape shape) {

    /** The two shapes that the live service's errors have. */
    public enum Shape {
        /** {@code {"code": 8, "message": "…", "details": []}}. */
        GATEWAY,
        /** {@code {"error": {"message": "…", "param": null, "code": "UNAUTHORIZED", "type": "error"}, "request_id": "…"}}. */
        EDGE
    }

    public static FaultError of(FaultPreset preset) {
        return new FaultError(preset, null, 0, "", "", "", Shape.GATEWAY);
    }

    public static FaultError of(Code code, String message) {
        return new FaultError(null, code, 0, message, "", "", Shape.GATEWAY);
    }

    /** With what a preset stands for in its place. */
    FaultError resolved() {
        if (preset == null) {
            return this;
        }
        var ready = preset.error();
        return retryAfter.isEmpty()
                ? ready
                : new FaultError(null, ready.code, ready.httpStatus, ready.message, "", retryAfter, ready.shape);
    }

    int status() {
        return httpStatus == 0 ? knownCode().httpStatus() : httpStatus;
    }

    Duration wait(String field) {
        return retryAfter.isEmpty() ? Duration.ZERO : Durations.parse(field, retryAfter);
    }

    /** Known of every error that is given to an account. */
    Code knownCode() {
        return Objects.requireNonNull(code, "a preset has to be resolved first");
    }
}
