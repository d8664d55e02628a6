package dev.emulator.fireworks.inference;

import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A call of a tool by a model.
 *
 * @param id such as {@code call_Qi2Is8SYTdRWjAToAViVLGeE}; empty if the server generates it
 * @param arguments JSON text
 */
public record ToolCall(String id, String name, String arguments) {

    public ToolCall withId(String newId) {
        return new ToolCall(newId, name, arguments);
    }

    /** Returns the call as the JSON text that models without a parser for tool calls generate. */
    String asText() {
        return "{\"type\":\"function\",\"name\":" + JsonNodeFactory.instance.stringNode(name) + ",\"parameters\":"
                + (arguments.isEmpty() ? "{}" : arguments) + "}";
    }
}
