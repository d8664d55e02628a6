package dev.emulator.fireworks.routes;

import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * What the body of an inference request says, as far as faults match it.
 *
 * @param model the field {@code model}, as the client wrote it; empty for none
 * @param stream whether the client asks for a stream
 */
public record InferenceRequest(String model, boolean stream) {

    private static final String ATTRIBUTE = InferenceRequest.class.getName();

    /** Stores what the body of a request says. */
    public static void set(ServletRequest request, InferenceRequest content) {
        request.setAttribute(ATTRIBUTE, content);
    }

    /** Returns what the body of a request says; empty if it is not an inference request. */
    public static Optional<InferenceRequest> of(ServletRequest request) {
        return Optional.ofNullable((InferenceRequest) request.getAttribute(ATTRIBUTE));
    }
}
