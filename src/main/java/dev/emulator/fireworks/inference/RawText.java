package dev.emulator.fireworks.inference;

import tools.jackson.databind.node.JsonNodeFactory;

/** The text that a model generates before the server separates reasoning and tool calls from the content. */
public final class RawText {

    private RawText() {}

    /** Returns the text of a reply. */
    public static String of(Choice choice) {
        if (choice.reasoning().isEmpty() && choice.toolCalls().isEmpty()) {
            return choice.content().isEmpty() ? choice.refusal() : choice.content();
        }
        var text = new StringBuilder();
        if (!choice.reasoning().isEmpty()) {
            text.append("<think>").append(choice.reasoning());
            if (!choice.content().isEmpty() || !choice.toolCalls().isEmpty()) {
                text.append("</think>");
            }
        }
        text.append(choice.content());
        choice.toolCalls()
                .forEach(call -> text.append("<tool_call>{\"name\":")
                        .append(JsonNodeFactory.instance.stringNode(call.name()))
                        .append(",\"arguments\":")
                        .append(call.arguments())
                        .append("}</tool_call>"));
        return text.toString();
    }
}
