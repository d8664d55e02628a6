package dev.emulator.fireworks.inference;

import java.util.List;

/**
 * A message of a conversation.
 *
 * @param text all text parts, joined
 * @param images URLs of image parts
 * @param reasoning of the assistant; empty for none
 * @param toolCalls of the assistant
 * @param toolCallId the call that a tool answers; empty for other roles
 */
public record Turn(
        Role role, String text, List<String> images, String reasoning, List<ToolCall> toolCalls, String toolCallId) {

    public static Turn of(Role role, String text) {
        return new Turn(role, text, List.of(), "", List.of(), "");
    }

    /** Returns whether it is an assistant's turn that calls a tool. */
    public boolean callsTools() {
        return !toolCalls.isEmpty();
    }
}
