package dev.emulator.fireworks.routes;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The format of errors of inference endpoints, which is OpenAI's. The errors of messages have Anthropic's format. */
public final class InferenceErrors {

    /** The type of errors that the model server reports about a request. */
    public static final String INVALID_REQUEST = "invalid_request_error";

    /** The type of all other errors. */
    public static final String ERROR = "error";

    /** The edge of the service reports these codes, and adds {@code param} and {@code request_id}. */
    private static final Set<String> OF_THE_EDGE = Set.of("NOT_FOUND", "PRECONDITION_FAILED");

    private InferenceErrors() {}

    /**
     * Returns the body of an error.
     *
     * @param path of the request
     * @param code such as {@code NOT_FOUND}; not used in Anthropic's format
     * @param type {@link #INVALID_REQUEST} or {@link #ERROR}; not used in Anthropic's format
     * @param param the field that is wrong; null for none
     */
    public static ObjectNode body(
            String path,
            int status,
            String code,
            String type,
            @Nullable String param,
            String message,
            @Nullable String requestId) {
        return Routes.isMessages(path)
                ? anthropic(anthropicType(status), message, requestId)
                : openAi(code, type, param, message, requestId);
    }

    private static ObjectNode openAi(
            String code, String type, @Nullable String param, String message, @Nullable String requestId) {
        if (type.equals(INVALID_REQUEST)) {
            return invalidRequest(code, message);
        }
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putObject("error").put("message", message);
        if (OF_THE_EDGE.contains(code)) {
            error.put("param", param);
            body.put("request_id", requestId);
        }
        error.put("code", code).put("type", type);
        return body;
    }

    /** Returns the body of an error that the model server reports about a request, in OpenAI's format. */
    public static ObjectNode invalidRequest(String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("object", "error")
                .put("type", INVALID_REQUEST)
                .put("code", code)
                .put("message", message);
        return body;
    }

    /**
     * Returns the body of an error in Anthropic's format.
     *
     * @param type such as {@code not_found_error}
     */
    public static ObjectNode anthropic(String type, String message, @Nullable String requestId) {
        var body = JsonNodeFactory.instance.objectNode().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return body.put("request_id", requestId);
    }

    private static String anthropicType(int status) {
        return switch (status) {
            case 401 -> "authentication_error";
            case 402, 412 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 408, 504 -> "timeout_error";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            default -> status < 500 ? INVALID_REQUEST : "api_error";
        };
    }
}
