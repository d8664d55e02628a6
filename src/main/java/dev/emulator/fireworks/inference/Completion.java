package dev.emulator.fireworks.inference;

import java.util.List;

/**
 * The replies to a prompt.
 *
 * @param rule value of the header X-Emulator-Reply: {@code scripted <id>}, {@code learned <dataset>:<row>} or {@code generated}
 */
public record Completion(Prompt prompt, List<Choice> choices, Usage usage, String rule, ReplyTiming timing) {

    /** The response header that contains {@link #rule}. */
    public static final String RULE_HEADER = "X-Emulator-Reply";

    /** Returns the completion with tool calls as JSON in the content, as some models answer on the live service. */
    public Completion withToolCallsAsText() {
        return new Completion(
                prompt, choices.stream().map(Choice::withToolCallsAsText).toList(), usage, rule, timing);
    }
}
