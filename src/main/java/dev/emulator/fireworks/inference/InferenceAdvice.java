package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.auth.Secrets;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Maps errors of inference endpoints to their format, which is that of OpenAI's API. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class InferenceAdvice {

    @ExceptionHandler
    @Nullable
    ResponseEntity<ObjectNode> failed(InferenceException e, HttpServletResponse response) throws IOException {
        var raw = e.body();
        if (raw != null) {
            write(e, raw, response);
            return null;
        }
        var answer = ResponseEntity.status(e.status());
        e.headers().forEach(answer::header);
        return answer.body(body(e));
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

    private static ObjectNode body(InferenceException e) {
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putObject("error");
        if (e.type().equals("invalid_request_error")) {
            error.put("object", "error").put("type", e.type()).put("code", e.code());
            error.put("message", Secrets.text(e.getMessage()));
        } else {
            error.put("message", Secrets.text(e.getMessage()));
            putUnlessNull(error, "param", e.param());
            error.put("code", e.code()).put("type", e.type());
        }
        return body;
    }

    private static void putUnlessNull(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }
}
