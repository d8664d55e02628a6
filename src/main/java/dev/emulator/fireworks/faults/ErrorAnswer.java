package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.faults.FaultError.Shape;
import dev.emulator.fireworks.routes.Routes;
import dev.emulator.fireworks.storage.StorageErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the error of a fault as the service would. */
final class ErrorAnswer {

    private static final String REQUEST_ID = "X-Emulator-Request-Id";
    private static final String RETRY_AFTER_MILLIS = "retry-after-ms";
    private static final String ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo";
    private static final String DOMAIN = "fireworks.ai";

    private ErrorAnswer() {}

    /**
     * Writes XML if the request is for the object store, and otherwise JSON in the format of the endpoint, or a page.
     *
     * @param account the account of the request
     */
    static void write(FaultError error, String account, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!error.retryAfter().isEmpty()) {
            writeRetryAfter(error.wait("error.retry_after"), response);
        }
        if (StorageErrors.concern(request.getRequestURI())) {
            StorageErrors.write(response, error.status(), error.message());
            return;
        }
        InferenceFaultErrors.headers(error).forEach(response::setHeader);
        var requestId = Objects.requireNonNullElse(response.getHeader(REQUEST_ID), "");
        var bytes = text(error.of(account), request.getRequestURI(), requestId).getBytes(StandardCharsets.UTF_8);
        response.setStatus(error.status());
        response.setContentType(
                InferenceFaultErrors.isPage(error) ? MediaType.TEXT_HTML_VALUE : MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String text(FaultError error, String path, String requestId) {
        if (InferenceFaultErrors.isPage(error) || !Routes.isInference(path)) {
            return body(error, requestId);
        }
        if (Routes.isMessages(path)) {
            return InferenceFaultErrors.anthropic(error, requestId).toString();
        }
        return error.shape() == Shape.EDGE
                ? edge(error, requestId).toString()
                : InferenceFaultErrors.openAi(error, requestId).toString();
    }

    /** {@code Retry-After} has whole seconds only; the service's clients prefer {@code retry-after-ms}. */
    private static void writeRetryAfter(Duration wait, HttpServletResponse response) {
        var isWhole = wait.getNano() == 0;
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + (isWhole ? 0 : 1)));
        if (!isWhole) {
            response.setHeader(RETRY_AFTER_MILLIS, Long.toString(wait.toMillis()));
        }
    }

    /**
     * Returns the body at a path that does not belong to inference.
     *
     * @param requestId only used in the shape of the edge, and by some presets
     */
    static String body(FaultError error, String requestId) {
        if (InferenceFaultErrors.isPage(error)) {
            return InferenceFaultErrors.page(error);
        }
        var preset = error.preset();
        if (preset != null && preset.form() != FaultPreset.Form.USUAL) {
            return InferenceFaultErrors.openAi(error, requestId).toString();
        }
        return (error.shape() == Shape.EDGE ? edge(error, requestId) : gateway(error)).toString();
    }

    private static ObjectNode gateway(FaultError error) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("code", error.knownCode().number())
                .put("message", error.message());
        var details = body.putArray("details");
        if (!error.reason().isEmpty()) {
            details.addObject()
                    .put("@type", ERROR_INFO)
                    .put("reason", error.reason())
                    .put("domain", DOMAIN)
                    .putObject("metadata");
        }
        return body;
    }

    private static ObjectNode edge(FaultError error, String requestId) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", error.message())
                .putNull("param")
                .put("code", edgeCode(error))
                .put("type", "error");
        return body.put("request_id", requestId);
    }

    /** The edge uses other names than gRPC for 401 and 403. */
    static String edgeCode(FaultError error) {
        return switch (error.knownCode()) {
            case UNAUTHENTICATED -> "UNAUTHORIZED";
            case PERMISSION_DENIED -> "FORBIDDEN";
            default -> error.knownCode().name();
        };
    }
}
