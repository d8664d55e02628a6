package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.Durations;
import dev.emulator.fireworks.protojson.ProtoOptional;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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

    private static final String ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo";
    private static final String DOMAIN = "fireworks.ai";

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

    /** @param requestId the number of the answer, which only the edge tells */
    ObjectNode body(String requestId) {
        return shape == Shape.EDGE ? edgeBody(requestId) : gatewayBody();
    }

    private ObjectNode gatewayBody() {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("code", knownCode().number())
                .put("message", message);
        var details = body.putArray("details");
        if (!reason.isEmpty()) {
            details.addObject()
                    .put("@type", ERROR_INFO)
                    .put("reason", reason)
                    .put("domain", DOMAIN)
                    .putObject("metadata");
        }
        return body;
    }

    private ObjectNode edgeBody(String requestId) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .putNull("param")
                .put("code", edgeCode())
                .put("type", "error");
        return body.put("request_id", requestId);
    }

    /** The edge has words of its own for who may not pass. */
    private String edgeCode() {
        return switch (knownCode()) {
            case UNAUTHENTICATED -> "UNAUTHORIZED";
            case PERMISSION_DENIED -> "FORBIDDEN";
            default -> knownCode().name();
        };
    }

    private Code knownCode() {
        return Objects.requireNonNull(code, "a preset is to be resolved first");
    }
}
