package dev.emulator.fireworks.inference.messages;

import dev.emulator.fireworks.inference.Conversation;
import dev.emulator.fireworks.inference.Role;
import dev.emulator.fireworks.inference.ToolCall;
import dev.emulator.fireworks.inference.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Parses system texts and messages. The results of tools are turns, as in chats. */
final class MessageTurns {

    private final List<Turn> turns = new ArrayList<>();

    private MessageTurns() {}

    static Conversation conversation(ObjectNode body) {
        var parsed = new MessageTurns();
        var system = text(body.path("system"));
        if (!system.isEmpty()) {
            parsed.turns.add(Turn.of(Role.SYSTEM, system));
        }
        body.path("messages").forEach(parsed::add);
        return new Conversation(parsed.turns);
    }

    private void add(JsonNode message) {
        var content = message.path("content");
        if (message.path("role").asString("").equals("assistant")) {
            turns.add(new Turn(Role.ASSISTANT, text(content), List.of(), thinking(content), calls(content), ""));
            return;
        }
        if (!content.isArray()) {
            addUser(content);
            return;
        }
        var blocks = JsonNodeFactory.instance.arrayNode();
        for (var block : content) {
            if (isOfType(block, "tool_result")) {
                addUser(blocks);
                blocks = JsonNodeFactory.instance.arrayNode();
                addResult(block);
            } else {
                blocks.add(block);
            }
        }
        addUser(blocks);
    }

    private void addUser(JsonNode content) {
        if (content.isString() || !content.isEmpty()) {
            turns.add(new Turn(Role.USER, text(content), images(content), "", List.of(), ""));
        }
    }

    private void addResult(JsonNode result) {
        var content = result.path("content");
        turns.add(new Turn(
                Role.TOOL,
                text(content),
                images(content),
                "",
                List.of(),
                result.path("tool_use_id").asString("")));
    }

    private static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        var text = new StringBuilder();
        content.valueStream().map(MessageTurns::blockText).forEach(text::append);
        return text.toString();
    }

    /** The text of a document is part of the prompt. The emulator does not read documents in binary formats. */
    private static String blockText(JsonNode block) {
        if (!isOfType(block, "document")) {
            return block.path("text").asString("");
        }
        var source = block.path("source");
        return isOfType(source, "text") ? source.path("data").asString("") : text(source.path("content"));
    }

    private static String thinking(JsonNode content) {
        var text = new StringBuilder();
        blocks(content, "thinking")
                .map(block -> block.path("thinking").asString(""))
                .forEach(text::append);
        return text.toString();
    }

    private static List<ToolCall> calls(JsonNode content) {
        return blocks(content, "tool_use")
                .map(block -> new ToolCall(
                        block.path("id").asString(""),
                        block.path("name").asString(""),
                        block.path("input").toString()))
                .toList();
    }

    private static List<String> images(JsonNode content) {
        return blocks(content, "image")
                .map(block -> block.path("source"))
                .map(source -> isOfType(source, "url")
                        ? source.path("url").asString("")
                        : "data:" + source.path("media_type").asString("") + ";base64,"
                                + source.path("data").asString(""))
                .toList();
    }

    private static Stream<JsonNode> blocks(JsonNode content, String type) {
        return content.isArray() ? content.valueStream().filter(block -> isOfType(block, type)) : Stream.empty();
    }

    private static boolean isOfType(JsonNode block, String type) {
        return block.path("type").asString("").equals(type);
    }
}
