package dev.emulator.fireworks.inference;

import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds the last text of the user in the body of a request, whichever inference endpoint it is for. */
final class UserText {

    private UserText() {}

    /** Returns an empty text if there is none. Several prompts or inputs of one request are lines of the text. */
    static String in(JsonNode body) {
        if (body.has("messages")) {
            return lastOfUser(body.path("messages"));
        }
        var input = body.path("input");
        if (input.valueStream().anyMatch(item -> item.has("role"))) {
            return lastOfUser(input);
        }
        return lines(input.isMissingNode() ? body.has("prompt") ? body.path("prompt") : body.path("query") : input);
    }

    /** A message of the user that contains only results of tools has no text. */
    private static String lastOfUser(JsonNode messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            var message = messages.path(i);
            if (message.path("role").asString("").equals("user")) {
                var text = text(message.path("content"));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }

    private static String text(JsonNode content) {
        return content.isArray()
                ? content.valueStream()
                        .map(part -> part.path("text").asString(""))
                        .collect(Collectors.joining())
                : content.asString("");
    }

    private static String lines(JsonNode texts) {
        return texts.isArray()
                ? texts.valueStream()
                        .filter(JsonNode::isString)
                        .map(JsonNode::asString)
                        .collect(Collectors.joining("\n"))
                : texts.asString("");
    }
}
