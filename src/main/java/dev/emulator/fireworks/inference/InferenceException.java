package dev.emulator.fireworks.inference;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error of an inference endpoint. Its format depends on the endpoint. */
public final class InferenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String type;
    private final @Nullable String param;
    private final transient Map<String, String> headers;

    /**
     * @param status HTTP status
     * @param code {@code error.code}, such as {@code NOT_FOUND}
     * @param type {@code error.type}, such as {@code invalid_request_error}
     * @param param {@code error.param}; null for none
     */
    public InferenceException(
            int status, String code, String type, @Nullable String param, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.type = type;
        this.param = param;
        this.headers = headers;
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

    /** Returns the headers of the answer. */
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
