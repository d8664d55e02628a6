package dev.emulator.fireworks.faults;

import dev.emulator.fireworks.aip.Code;
import dev.emulator.fireworks.faults.FaultPreset.Form;
import dev.emulator.fireworks.routes.InferenceErrors;
import dev.emulator.fireworks.routes.ReplyFault;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The errors of faults on inference endpoints, in the formats of OpenAI's and Anthropic's APIs. */
final class InferenceFaultErrors {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String INVALID_REQUEST = InferenceErrors.INVALID_REQUEST;

    private static final String API_ERROR = "api_error";

    private static final String PAGE =
            "<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n";

    /** The limits of a new account, per minute for requests, and per second for tokens. */
    private static final Map<String, String> RATE_LIMIT = Map.of(
            "x-ratelimit-limit-requests", "6000",
            "x-ratelimit-remaining-requests", "0",
            "x-ratelimit-limit-tokens-prompt", "60000",
            "x-ratelimit-limit-tokens-cache-adjusted-prompt", "15000",
            "x-ratelimit-limit-tokens-generated", "600",
            "x-ratelimit-over-limit", "yes");

    private InferenceFaultErrors() {}

    static boolean isPage(FaultError error) {
        return form(error) == Form.PAGE;
    }

    /** Returns the headers that the service sends with an error, besides {@code Retry-After}. */
    static Map<String, String> headers(FaultError error) {
        var preset = error.preset();
        return preset == FaultPreset.INFERENCE_RATE_LIMITED || preset == FaultPreset.EDGE_RATE_LIMITED
                ? RATE_LIMIT
                : Map.of();
    }

    static String page(FaultError error) {
        return PAGE.replace("{title}", error.message());
    }

    /** Returns the body in OpenAI's format, or in the form of a preset. */
    static ObjectNode openAi(FaultError error, String requestId) {
        return switch (form(error)) {
            case ERROR_TEXT -> errorText(error);
            case INVALID_REQUEST -> InferenceErrors.invalidRequest(INVALID_REQUEST, error.message());
            default -> errorObject(error, requestId);
        };
    }

    private static ObjectNode errorObject(FaultError error, String requestId) {
        var body = JSON.objectNode();
        var inner = body.putObject("error").put("message", error.message());
        switch (form(error)) {
            case API_ERROR -> inner.put("type", API_ERROR);
            case MODEL -> {
                inner.put("param", "model").put("code", code(error)).put("type", InferenceErrors.ERROR);
                body.put("request_id", requestId);
            }
            default -> inner.put("code", code(error)).put("type", InferenceErrors.ERROR);
        }
        return body;
    }

    /** Returns the body in Anthropic's format. The error of the edge does not depend on the endpoint. */
    static ObjectNode anthropic(FaultError error, String requestId) {
        return form(error) == Form.ERROR_TEXT
                ? errorText(error)
                : InferenceErrors.anthropic(anthropicType(error), error.message(), requestId);
    }

    static ReplyFault.StreamError inStream(FaultError error) {
        var isInvalidRequest = form(error) == Form.INVALID_REQUEST;
        return new ReplyFault.StreamError(
                error.status(),
                isInvalidRequest ? INVALID_REQUEST : code(error),
                isInvalidRequest ? INVALID_REQUEST : form(error) == Form.API_ERROR ? API_ERROR : InferenceErrors.ERROR,
                error.message());
    }

    private static ObjectNode errorText(FaultError error) {
        return JSON.objectNode().put("error", "Too Many Requests").put("message", error.message());
    }

    private static String code(FaultError error) {
        return error.preset() == FaultPreset.DEPLOYMENT_SCALING_UP
                ? FaultPreset.DEPLOYMENT_SCALING_UP.name()
                : ErrorAnswer.edgeCode(error);
    }

    private static String anthropicType(FaultError error) {
        if (form(error) == Form.API_ERROR) {
            return API_ERROR;
        }
        return switch (error.status()) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> error.knownCode() == Code.UNAUTHENTICATED ? "authentication_error" : "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            case 503 -> "overloaded_error";
            case 408, 504 -> "timeout_error";
            default -> error.status() < 500 ? INVALID_REQUEST : API_ERROR;
        };
    }

    private static Form form(FaultError error) {
        @Nullable FaultPreset preset = error.preset();
        return preset == null ? Form.USUAL : preset.form();
    }
}
