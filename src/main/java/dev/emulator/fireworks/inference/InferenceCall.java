package dev.emulator.fireworks.inference;

import dev.emulator.fireworks.auth.Caller;
import dev.emulator.fireworks.protojson.ProtoJsonException;
import dev.emulator.fireworks.routes.ReplyFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
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

    /** Returns the same request with the response that the controller must use, which may be wrapped by a filter. */
    InferenceCall answeredBy(HttpServletResponse wrapped) {
        return new InferenceCall(request, wrapped, caller, account, json, error);
    }

    /** Returns the fault that the endpoint must inject into its answer; empty for none. */
    public Optional<ReplyFault> fault() {
        return ReplyFault.of(request);
    }

    /** Returns a completion with its tool calls as text if a fault requires it, or else unchanged. */
    public Completion injectFault(Completion completion) {
        return has(ReplyFault.Kind.TOOL_CALL_AS_TEXT) ? completion.withToolCallsAsText() : completion;
    }

    /** Returns whether the endpoint must inject a fault of a kind into its answer. */
    public boolean has(ReplyFault.Kind kind) {
        return fault().filter(fault -> fault.kind() == kind).isPresent();
    }
}
