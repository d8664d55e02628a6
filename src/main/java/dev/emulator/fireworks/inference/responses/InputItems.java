package dev.emulator.fireworks.inference.responses;

import dev.emulator.fireworks.inference.InferenceException;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Validates input items, and converts items to turns. */
final class InputItems {

    private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");

    private final List<Turn> turns = new ArrayList<>();
    private final List<ToolCall> calls = new ArrayList<>();
    private String text = "";
    private String reasoning = "";

    private InputItems() {}

    static boolean isMessage(JsonNode item) {
        return item.path("type").asString("message").equals("message");
    }

    /** @throws InferenceException 400 for the first invalid item */
    static void check(JsonNode items) {
        for (int i = 0; i < items.size(); i++) {
            check(items.path(i), "input[" + i + "]");
        }
    }

    private static void check(JsonNode item, String path) {
        switch (item.path("type").asString("message")) {
            case "message" -> {
                require(
                        ROLES.contains(item.path("role").asString("")),
                        "Input should be 'user', 'assistant', 'system' or 'developer'",
                        path + ".role");
                checkText(item.path("content"), path + ".content");
            }
            case "function_call" -> {
                requireString(item, "call_id", path);
                requireString(item, "name", path);
                requireString(item, "arguments", path);
            }
            case "function_call_output" -> {
                requireString(item, "call_id", path);
                checkText(item.path("output"), path + ".output");
            }
            case "reasoning" -> {
                // Its parts are optional.
            }
            default ->
                throw refusal(
                        "Input tag '" + item.path("type").asString("")
                                + "' does not match any of the expected tags: 'message', 'function_call', 'function_call_output', 'reasoning'",
                        path);
        }
    }

    private static void checkText(JsonNode content, String path) {
        var isList = content.isArray() && content.valueStream().allMatch(JsonNode::isObject);
        require(content.isString() || isList, "Input should be a valid string or a list of objects", path);
    }

    private static void requireString(JsonNode item, String field, String path) {
        require(item.path(field).isString(), "Input should be a valid string", path + "." + field);
    }

    private static void require(boolean holds, String message, String path) {
        if (!holds) {
            throw refusal(message, path);
        }
    }

    private static InferenceException refusal(String message, String path) {
        return InferenceException.invalidRequest(message + ", field: '" + path + "'");
    }

    /** Returns the turns of a conversation. The reasoning, tool calls and message of one reply are one turn. */
    static List<Turn> turns(List<JsonNode> items) {
        var parsed = new InputItems();
        items.forEach(parsed::add);
        parsed.endReply();
        return parsed.turns;
    }

    private void add(JsonNode item) {
        switch (item.path("type").asString("message")) {
            case "function_call" ->
                calls.add(new ToolCall(
                        item.path("call_id").asString(""),
                        item.path("name").asString(""),
                        item.path("arguments").asString("{}")));
            case "function_call_output" -> {
                endReply();
                var output = item.path("output");
                turns.add(new Turn(
                        Role.TOOL,
                        text(output),
                        images(output),
                        "",
                        List.of(),
                        item.path("call_id").asString("")));
            }
            case "reasoning" -> {
                endReply();
                var content = item.path("content");
                reasoning = text(content.isEmpty() ? item.path("summary") : content);
            }
            default -> addMessage(item);
        }
    }

    private void addMessage(JsonNode item) {
        var content = item.path("content");
        var role = item.path("role").asString("");
        if (role.equals("assistant")) {
            if (!text.isEmpty()) {
                endReply();
            }
            text = text(content);
            return;
        }
        endReply();
        turns.add(new Turn(
                role.equals("user") ? Role.USER : Role.SYSTEM, text(content), images(content), "", List.of(), ""));
    }

    private void endReply() {
        if (!text.isEmpty() || !reasoning.isEmpty() || !calls.isEmpty()) {
            turns.add(new Turn(Role.ASSISTANT, text, List.of(), reasoning, List.copyOf(calls), ""));
        }
        text = "";
        reasoning = "";
        calls.clear();
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        var joined = new StringBuilder();
        content.valueStream()
                .map(part -> part.path("text").asString(part.path("refusal").asString("")))
                .forEach(joined::append);
        return joined.toString();
    }

    private static List<String> images(JsonNode content) {
        if (!content.isArray()) {
            return List.of();
        }
        return content.valueStream()
                .filter(part -> part.path("type").asString("").equals("input_image"))
                .map(part -> part.path("image_url"))
                .map(image -> image.isObject() ? image.path("url").asString("") : image.asString(""))
                .filter(url -> !url.isEmpty())
                .toList();
    }
}
