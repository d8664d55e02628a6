package dev.emulator.fireworks.inference;

import java.util.List;

/**
 * The turns of a conversation, the oldest first. A text completion is a conversation with one turn of the user.
 */
public record Conversation(List<Turn> turns) {

    /** Returns the text of the last turn of the user; empty if there is none. */
    public String lastUserText() {
        return lastText(Role.USER);
    }

    /** Returns the text of the last system turn; empty if there is none. */
    public String systemText() {
        return lastText(Role.SYSTEM);
    }

    /** Returns whether a tool has answered after the last turn of the user. */
    public boolean endsWithToolResult() {
        return !turns.isEmpty() && turns.get(turns.size() - 1).role() == Role.TOOL;
    }

    /** Returns the number of images in all turns. */
    public int imageCount() {
        return turns.stream().mapToInt(turn -> turn.images().size()).sum();
    }

    private String lastText(Role role) {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role() == role) {
                return turns.get(i).text();
            }
        }
        return "";
    }
}
