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
}
