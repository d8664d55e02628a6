package dev.emulator.fireworks.inference.messages;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The format of errors in streams, which is Anthropic's. */
final class MessageErrors {

    private MessageErrors() {}

    static ObjectNode body(int status, String message) {
        var body = JsonNodeFactory.instance.objectNode().put("type", "error");
        body.putObject("error").put("type", type(status)).put("message", message);
        return body;
    }

    private static String type(int status) {
        return switch (status) {
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            case 504 -> "timeout_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
    }
}
