package dev.emulator.fireworks.web;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.storage.StorageErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** Writes error answers outside of controllers. */
final class ErrorResponses {

    /** The official clients retry a 501 unless this header is false. */
    static final String SHOULD_RETRY = "x-should-retry";

    private ErrorResponses() {}

    /** Writes an error in the format of the endpoint: the API, inference or the object store. */
    static void write(HttpServletRequest request, HttpServletResponse response, Code code, String message)
            throws IOException {
        if (StorageErrors.concern(request.getRequestURI())) {
            StorageErrors.write(response, code.httpStatus(), message);
            return;
        }
        if (code == Code.UNIMPLEMENTED) {
            response.setHeader(SHOULD_RETRY, "false");
        }
        var path = Objects.requireNonNullElse(request.getRequestURI(), "");
        write(
                response,
                code.httpStatus(),
                ErrorBody.at(path, response.getHeader(RequestIds.HEADER), code, message, List.of()));
    }

    static void write(HttpServletResponse response, int status, JsonNode body) throws IOException {
        var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
