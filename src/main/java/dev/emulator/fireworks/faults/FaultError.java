package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.protojson.ProtoOptional;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error in the format of the service.
 *
 * @param preset a predefined error; only {@code retry_after} may be set with it
 * @param code the name of the gRPC code
 * @param httpStatus 400 to 599; by default the status that belongs to the code
 * @param message any text, which may be empty
 * @param reason adds a {@code google.rpc.ErrorInfo} with this reason to the details
 * @param retryAfter the duration in the header {@code Retry-After}; empty for no header
 * @param shape the format of the body
 */
public record FaultError(
        @ProtoOptional @Nullable FaultPreset preset,
        @ProtoOptional @Nullable Code code,
        int httpStatus,
        String message,
        String reason,
        String retryAfter,
        Shape shape) {

    /** The two body formats of the live service's errors. */
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

    /** Replaces a preset by the error that it stands for. */
    FaultError resolved() {
        if (preset == null) {
            return this;
        }
        var ready = preset.error();
        return retryAfter.isEmpty()
                ? ready
                : new FaultError(preset, ready.code, ready.httpStatus, ready.message, "", retryAfter, ready.shape);
    }

    /** Returns the error with an account in its message. */
    FaultError of(String account) {
        return preset == null
                ? this
                : new FaultError(
                        preset, code, httpStatus, message.replace("{account}", account), reason, retryAfter, shape);
    }

    int status() {
        return httpStatus == 0 ? knownCode().httpStatus() : httpStatus;
    }

    Duration wait(String field) {
        return retryAfter.isEmpty() ? Duration.ZERO : Durations.parse(field, retryAfter);
    }

    /** Set for every error without a preset, which {@link FaultRules} ensures. */
    Code knownCode() {
        return Objects.requireNonNull(code, "resolve the preset first");
    }
}
