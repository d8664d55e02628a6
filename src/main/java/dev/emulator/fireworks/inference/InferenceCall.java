package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to an inference endpoint.
 *
 * @param account the account whose models, replies and faults apply
 * @param json the body; null if it is not JSON or the request has none
 * @param error why the body is not JSON; null if it is
 */
public record InferenceCall(
        HttpServletRequest request,
        HttpServletResponse response,
        Caller caller,
        String account,
        @Nullable JsonNode json,
        @Nullable ProtoJsonException error) {

    /**
     * Returns the body.
     *
     * @throws InferenceException 400 if it is not a JSON object
     */
    public ObjectNode body() {
        if (json instanceof ObjectNode object) {
            return object;
        }
        throw InferenceException.invalidRequest(
                error == null ? "Input should be a valid dictionary" : "JSON decode error: " + error.getMessage());
    }
}
