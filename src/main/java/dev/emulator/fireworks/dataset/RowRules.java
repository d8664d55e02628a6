package dev.emulator.fireworks.dataset;

import dev.emulator.fireworks.dataset.Dataset.Format;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The rules for rows of training data. The error texts begin like those of the live service. */
final class RowRules {

    private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");
    private static final Pattern IMAGE = Pattern.compile("data:image/(png|jpe?g);base64,.+", Pattern.DOTALL);

    static final String CHAT = "chat";
    static final String COMPLETION = "completion";
    static final String PREFERENCE = "preference";

    private static final String NO_MESSAGES = " must be a non-empty array";

    private RowRules() {}

    /** The kind of all rows: by the format of the dataset, or else by its first row. */
    static String kind(Format format, JsonNode first) {
        return switch (format) {
            case CHAT -> CHAT;
            case COMPLETION -> COMPLETION;
            case RL -> isPreference(first) ? PREFERENCE : CHAT;
            case FORMAT_UNSPECIFIED ->
                isPreference(first)
                        ? PREFERENCE
                        : !isGiven(first, "messages") && isGiven(first, "prompt") ? COMPLETION : CHAT;
        };
    }

    /** The problem that a job with the other training method reports for the first row. */
    static Problem mismatch(String kind, String filename, long line) {
        return kind.equals(PREFERENCE)
                ? new Problem(filename, line, CHAT, "messages" + NO_MESSAGES, false, TrainingMethod.SUPERVISED)
                : new Problem(
                        filename, line, PREFERENCE, "input.messages" + NO_MESSAGES, false, TrainingMethod.PREFERENCE);
    }

    /** A field that is {@code null} counts as missing: exports from tables have every field in every row. */
    private static boolean isGiven(JsonNode object, String field) {
        return object.hasNonNull(field);
    }

    private static boolean isPreference(JsonNode row) {
        return !isGiven(row, "messages") && (isGiven(row, "preferred_output") || isGiven(row, "non_preferred_output"));
    }

    static void check(String kind, JsonNode row, Consumer<String> problems) {
        switch (kind) {
            case COMPLETION -> {
                requireText(row, "prompt", problems);
                requireText(row, "completion", problems);
            }
            case PREFERENCE -> {
                messages(row.path("input").path("messages"), "input.messages", problems);
                preference(row, "preferred_output", problems);
                preference(row, "non_preferred_output", problems);
            }
            default -> {
                messages(row.path("messages"), "messages", problems);
                tools(row, problems);
                if (isGiven(row, "weight") && !row.path("weight").isNumber()) {
                    problems.accept("weight must be a number");
                }
            }
        }
    }

    /** Whether the row has a message of the assistant with content and without weight 0. */
    static boolean isTrainable(String kind, JsonNode row) {
        return switch (kind) {
            case COMPLETION -> !row.path("completion").asString("").isBlank();
            case PREFERENCE -> saysSomething(row.path("preferred_output"));
            default -> saysSomething(row.path("messages"));
        };
    }

    private static boolean saysSomething(JsonNode messages) {
        return messages.valueStream()
                .filter(message -> message.path("role").asString("").equals("assistant") && !isLeftOut(message))
                .anyMatch(message -> message.path("content").isArray()
                        || !message.path("tool_calls").isEmpty()
                        || !message.path("content").asString("").isBlank());
    }

    /** Whether a message is context only, and not trained on. */
    static boolean isLeftOut(JsonNode message) {
        return isGiven(message, "weight") && message.path("weight").asInt(1) == 0;
    }

    private static void requireText(JsonNode row, String field, Consumer<String> problems) {
        if (!row.path(field).isString() || row.path(field).stringValue().isEmpty()) {
            problems.accept(field + " must be a non-empty string");
        }
    }

    private static void preference(JsonNode row, String field, Consumer<String> problems) {
        var output = row.path(field);
        if (!output.isArray() || output.size() != 1) {
            problems.accept(field + " must have exactly one message");
        } else if (!output.path(0).path("role").asString("").equals("assistant")) {
            problems.accept(field + " must be a message of the assistant");
        } else {
            message(output.path(0), 0, problems);
        }
    }

    private static void tools(JsonNode row, Consumer<String> problems) {
        if (isGiven(row, "tools") && !row.path("tools").isArray()) {
            problems.accept("tools must be an array");
        }
    }

    private static void messages(JsonNode messages, String field, Consumer<String> problems) {
        if (!messages.isArray() || messages.isEmpty()) {
            problems.accept(field + NO_MESSAGES);
            return;
        }
        for (int i = 0; i < messages.size(); i++) {
            message(messages.path(i), i, problems);
        }
        if (field.equals("messages")
                && messages.valueStream()
                        .noneMatch(message -> message.path("role").asString("").equals("assistant"))) {
            problems.accept("no message of the assistant to train on");
        }
    }

    private static void message(JsonNode message, int number, Consumer<String> problems) {
        if (!message.isObject()) {
            problems.accept("message " + number + " must be an object");
            return;
        }
        var role = message.path("role").asString("");
        if (!ROLES.contains(role)) {
            problems.accept("invalid role " + role + " in message " + number
                    + ", must be 'system', 'user', 'assistant' or 'tool'");
            return;
        }
        if (role.equals("system") && number > 0) {
            problems.accept("system message must be the first, but is message " + number);
        }
        content(message, role, number, problems);
        weight(message, number, problems);
    }

    private static void content(JsonNode message, String role, int number, Consumer<String> problems) {
        var content = message.path("content");
        var calls = message.path("tool_calls");
        if (isGiven(message, "tool_calls") && !calls.isArray()) {
            problems.accept("tool_calls in message " + number + " must be an array");
        }
        if (content.isString()) {
            return;
        }
        if (content.isArray()) {
            content.forEach(part -> part(part, number, problems));
        } else if (!role.equals("assistant") || calls.isEmpty()) {
            problems.accept("content of message " + number + " must be a string or an array of parts");
        }
    }

    private static void part(JsonNode part, int number, Consumer<String> problems) {
        switch (part.path("type").asString("")) {
            case "text" -> {
                if (!part.path("text").isString()) {
                    problems.accept("text part in message " + number + " has no text");
                }
            }
            case "image_url" -> {
                if (!IMAGE.matcher(part.path("image_url").path("url").asString(""))
                        .matches()) {
                    problems.accept("image in message " + number + " must be a base64 data URI of a PNG or JPEG");
                }
            }
            default ->
                problems.accept("invalid type of a part in message " + number + ", must be 'text' or 'image_url'");
        }
    }

    private static void weight(JsonNode message, int number, Consumer<String> problems) {
        var weight = message.path("weight");
        if (!isGiven(message, "weight")) {
            return;
        }
        if (!weight.isIntegralNumber() || weight.asInt(-1) != 0 && weight.asInt(-1) != 1) {
            problems.accept("weight of message " + number + " must be 0 or 1");
        }
    }
}
