package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.faults.FaultError.Shape;
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

/** An error as it stands on the wire. */
final class ErrorAnswer {

    private static final String REQUEST_ID = "X-Emulator-Request-Id";
    private static final String RETRY_AFTER_MILLIS = "retry-after-ms";
    private static final String ERROR_INFO = "type.googleapis.com/google.rpc.ErrorInfo";
    private static final String DOMAIN = "fireworks.ai";

    private ErrorAnswer() {}

    /** In the words of what was called: the object store speaks XML. */
    static void write(FaultError error, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!error.retryAfter().isEmpty()) {
            tellWait(error.wait("error.retry_after"), response);
        }
        if (StorageErrors.concern(request.getRequestURI())) {
            StorageErrors.write(response, error.status(), error.message());
            return;
        }
        var requestId = Objects.requireNonNullElse(response.getHeader(REQUEST_ID), "");
        var bytes = body(error, requestId).toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(error.status());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /** The standard header knows whole seconds only; the service's clients look for a finer one first. */
    private static void tellWait(Duration wait, HttpServletResponse response) {
        var isWhole = wait.getNano() == 0;
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + (isWhole ? 0 : 1)));
        if (!isWhole) {
            response.setHeader(RETRY_AFTER_MILLIS, Long.toString(wait.toMillis()));
        }
    }

    /** @param requestId the number of the answer, which only the edge tells */
    static ObjectNode body(FaultError error, String requestId) {
        return error.shape() == Shape.EDGE ? edge(error, requestId) : gateway(error);
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

    /** The edge has words of its own for who may not pass. */
    private static String edgeCode(FaultError error) {
        return switch (error.knownCode()) {
            case UNAUTHENTICATED -> "UNAUTHORIZED";
            case PERMISSION_DENIED -> "FORBIDDEN";
            default -> error.knownCode().name();
        };
    }
}
