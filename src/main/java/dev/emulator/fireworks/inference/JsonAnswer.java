package dev.emulator.fireworks.inference;

import java.io.IOException;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Sends answers whose format is plain JSON, and not protobuf JSON as that of other endpoints. */
public final class JsonAnswer {

    private JsonAnswer() {}

    /** @param content a map, a list or a record */
    public static void send(InferenceCall call, Object content) throws IOException {
        var json = JsonMapper.shared().writeValueAsBytes(content);
        var response = call.response();
        response.setHeader("x-request-id", response.getHeader("X-Emulator-Request-Id"));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }
}
