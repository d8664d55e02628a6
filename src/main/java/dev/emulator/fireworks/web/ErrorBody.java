package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.aip.FieldViolation;
import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.routes.InferenceErrors;
import dev.emulator.fireworks.routes.Routes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The body of all errors: {@code google.rpc.Status} in the format of grpc-gateway. */
final class ErrorBody {

    private static final String BAD_REQUEST = "type.googleapis.com/google.rpc.BadRequest";

    private ErrorBody() {}

    static ObjectNode of(Code code, String message) {
        return of(code, message, List.of());
    }

    static ObjectNode of(Code code, String message, List<FieldViolation> violations) {
        var body =
                JsonNodeFactory.instance.objectNode().put("code", code.number()).put("message", Secrets.text(message));
        var details = body.putArray("details");
        if (!violations.isEmpty()) {
            var fieldViolations = details.addObject().put("@type", BAD_REQUEST).putArray("fieldViolations");
            violations.forEach(violation -> fieldViolations
                    .addObject()
                    .put("field", Secrets.text(violation.field()))
                    .put("description", Secrets.text(violation.description())));
        }
        return body;
    }

    /**
     * Returns the error body for a path. For inference, it contains {@code error.message} in addition, which is all that OpenAI clients read.
     * For messages, it has Anthropic's format.
     *
     * @param requestId only used in Anthropic's format
     */
    static ObjectNode at(
            String path, @Nullable String requestId, Code code, String message, List<FieldViolation> violations) {
        if (Routes.isMessages(path)) {
            return InferenceErrors.body(
                    path,
                    code.httpStatus(),
                    code.name(),
                    InferenceErrors.ERROR,
                    null,
                    Secrets.text(message),
                    requestId);
        }
        var body = of(code, message, violations);
        if (Routes.isInference(path)) {
            body.putObject("error")
                    .put("message", Secrets.text(message))
                    .putNull("param")
                    .put("code", openAiCode(code))
                    .put("type", InferenceErrors.ERROR);
        }
        return body;
    }

    /** The edge uses other names than gRPC for 401 and 403. */
    private static String openAiCode(Code code) {
        return switch (code) {
            case UNAUTHENTICATED -> "UNAUTHORIZED";
            case PERMISSION_DENIED -> "FORBIDDEN";
            default -> code.name();
        };
    }

    /** Returns the closest gRPC code to an HTTP status of the container or framework. */
    static Code codeOf(int httpStatus) {
        return switch (httpStatus) {
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 404 -> Code.NOT_FOUND;
            case 405, 501 -> Code.UNIMPLEMENTED;
            case 409 -> Code.ABORTED;
            case 413, 429 -> Code.RESOURCE_EXHAUSTED;
            case 503 -> Code.UNAVAILABLE;
            case 504 -> Code.DEADLINE_EXCEEDED;
            case 505 -> Code.INVALID_ARGUMENT; // the client caused it by sending an unknown HTTP version
            default -> httpStatus < 500 ? Code.INVALID_ARGUMENT : Code.INTERNAL;
        };
    }
}
