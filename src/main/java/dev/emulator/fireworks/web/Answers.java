package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.Code;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Writes an answer where no controller is at work. */
final class Answers {

    private Answers() {}

    static void write(HttpServletResponse response, Code code, String message) throws IOException {
        write(response, code.httpStatus(), ErrorBody.of(code, message));
    }

    static void write(HttpServletResponse response, int status, JsonNode body) throws IOException {
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
