package dev.emulator.fireworks.routes;

import jakarta.servlet.ServletRequest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the body of an inference request says, as far as faults and the journal match it.
 *
 * @param model the field {@code model}, as the client wrote it; empty for none
 * @param stream whether the client asks for a stream
 * @param userText the last text of the user; empty for none
 */
public record InferenceRequest(String model, boolean stream, String userText) {

    /** The content of a request without a body. */
    public static final InferenceRequest EMPTY = new InferenceRequest("", false, "");

    private static final String ATTRIBUTE = InferenceRequest.class.getName();

    /** Returns the names in the field {@code model}, of the model and of the deployment, each in full and without its path. */
    public Stream<String> modelNames() {
        return model.isEmpty()
                ? Stream.empty()
                : Stream.concat(Stream.of(model), Stream.of(model.split("#")))
                        .flatMap(name -> Stream.of(name, name.substring(name.lastIndexOf('/') + 1)));
    }

    /** Stores what the body of a request says. */
    public static void set(ServletRequest request, InferenceRequest content) {
        request.setAttribute(ATTRIBUTE, content);
    }

    /** Returns what the body of a request says; empty if it is not an inference request. */
    public static Optional<InferenceRequest> of(ServletRequest request) {
        return Optional.ofNullable((InferenceRequest) request.getAttribute(ATTRIBUTE));
    }
}
