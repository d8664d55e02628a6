package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.auth.Secrets;
import dev.emulator.fireworks.routes.InferenceErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.node.ObjectNode;

/** Maps errors of inference endpoints to their format, which depends on the endpoint. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class InferenceAdvice {

    private static final String REQUEST_ID = "X-Emulator-Request-Id";

    @ExceptionHandler
    @Nullable
    ResponseEntity<ObjectNode> failed(InferenceException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var raw = e.body();
        if (raw != null) {
            write(e, raw, response);
            return null;
        }
        var answer = ResponseEntity.status(e.status());
        e.headers().forEach(answer::header);
        return answer.body(InferenceErrors.body(
                request.getRequestURI(),
                e.status(),
                e.code(),
                e.type(),
                e.param(),
                Secrets.text(e.getMessage()),
                response.getHeader(REQUEST_ID)));
    }

    private static void write(InferenceException e, InferenceException.Body raw, HttpServletResponse response)
            throws IOException {
        var bytes = raw.text().getBytes(StandardCharsets.UTF_8);
        response.setStatus(e.status());
        e.headers().forEach(response::setHeader);
        response.setContentType(raw.contentType());
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
