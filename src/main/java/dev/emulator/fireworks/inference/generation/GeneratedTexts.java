package dev.emulator.fireworks.inference.generation;

import dev.emulator.fireworks.inference.Prompt;
import java.util.List;
import java.util.random.RandomGenerator;

/** Short texts that name the emulator and differ by conversation. */
final class GeneratedTexts {

    private static final List<String> ADJECTIVES = List.of(
            "amber", "bright", "calm", "distant", "early", "gentle", "green", "hidden", "little", "narrow", "open",
            "quiet", "round", "silver", "warm", "young");

    private static final List<String> NOUNS = List.of(
            "bridge",
            "cloud",
            "field",
            "forest",
            "garden",
            "harbor",
            "hill",
            "island",
            "lake",
            "meadow",
            "mountain",
            "path",
            "river",
            "stone",
            "valley",
            "window");

    private GeneratedTexts() {}

    static String reply(Prompt prompt, RandomGenerator random) {
        return "The Fireworks emulator generated this reply of " + ReplySeed.modelId(prompt)
                + (prompt.conversation().endsWithToolResult() ? " to the result of a tool: " : ": ")
                + one(ADJECTIVES, random) + ' ' + one(NOUNS, random) + ' ' + (1 + random.nextInt(1000)) + '.';
    }

    static String reasoning(Prompt prompt) {
        var turns = prompt.conversation().turns().size();
        return "The Fireworks emulator generated this reasoning with effort " + prompt.reasoningEffort() + " about "
                + turns + (turns == 1 ? " message." : " messages.");
    }

    private static String one(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }
}
