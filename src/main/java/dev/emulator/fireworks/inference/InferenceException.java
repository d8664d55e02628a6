package dev.emulator.fireworks.inference;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** An error of an inference endpoint. Its format depends on the endpoint. */
public final class InferenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String type;
    private final @Nullable String param;
    private final transient Map<String, String> headers;
    private final transient @Nullable Body body;

    /** A body that is sent unchanged. */
    public record Body(String text, boolean isJson) {

        String contentType() {
            if (isJson) {
                return MediaType.APPLICATION_JSON_VALUE;
            }
            return text.stripLeading().startsWith("<") ? MediaType.TEXT_HTML_VALUE : MediaType.TEXT_PLAIN_VALUE;
        }
    }

    /**
     * @param status HTTP status
     * @param code {@code error.code}, such as {@code NOT_FOUND}
     * @param type {@code error.type}, such as {@code invalid_request_error}
     * @param param {@code error.param}; null for none
     */
    public InferenceException(
            int status, String code, String type, @Nullable String param, String message, Map<String, String> headers) {
        this(status, code, type, param, message, headers, null);
    }

    private InferenceException(
            int status,
            String code,
            String type,
            @Nullable String param,
            String message,
            Map<String, String> headers,
            @Nullable Body body) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.type = type;
        this.param = param;
        this.headers = headers;
        this.body = body;
    }

    /** The service's answer to an invalid request: status 400. */
    public static InferenceException invalidRequest(String message) {
        return new InferenceException(400, "invalid_request_error", "invalid_request_error", null, message, Map.of());
    }

    /** The service's answer if a model does not exist, is not deployed, or belongs to another account. */
    public static InferenceException modelNotFound() {
        return new InferenceException(
                404, "NOT_FOUND", "error", "model", "Model not found, inaccessible, and/or not deployed", Map.of());
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String type() {
        return type;
    }

    public @Nullable String param() {
        return param;
    }

    /**
     * Returns this error with another body, which is sent unchanged by all endpoints.
     *
     * @param isJson whether the content type is JSON; otherwise it is HTML if the body is a page, or else plain text
     */
    public InferenceException withBody(String text, boolean isJson) {
        return new InferenceException(status, code, type, param, getMessage(), headers, new Body(text, isJson));
    }

    /** Returns the body that is sent unchanged; null if the endpoint writes it. */
    public @Nullable Body body() {
        return body;
    }

    /** Returns the headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
