package dev.emulator.fireworks.inference.generation;

import dev.emulator.fireworks.chance.RandomSeed;
import dev.emulator.fireworks.inference.Prompt;
import dev.emulator.fireworks.inference.Turn;
import java.util.SplittableRandom;
import org.springframework.stereotype.Component;

/** Derives random numbers from the random seed, the id of the model, the conversation and the index of the choice. */
@Component
class ReplySeed {

    private static final long PRIME = 0x100000001b3L;

    private final RandomSeed seed;

    ReplySeed(RandomSeed seed) {
        this.seed = seed;
    }

    SplittableRandom random(Prompt prompt, int choice) {
        var hash = add(seed.value() ^ 0xcbf29ce484222325L, modelId(prompt));
        for (var turn : prompt.conversation().turns()) {
            hash = add(hash, turn);
        }
        return new SplittableRandom(hash * PRIME + choice);
    }

    /** Returns the id without the account, so that a fork has the same replies. */
    static String modelId(Prompt prompt) {
        var model = prompt.model().model();
        return model.substring(model.lastIndexOf('/') + 1);
    }

    private static long add(long hash, Turn turn) {
        var result = add(add(hash, turn.role().apiName()), turn.text());
        for (var image : turn.images()) {
            result = add(result, image);
        }
        for (var call : turn.toolCalls()) {
            result = add(add(result, call.name()), call.arguments());
        }
        return result;
    }

    private static long add(long hash, String text) {
        var result = (hash ^ text.length()) * PRIME;
        for (int i = 0; i < text.length(); i++) {
            result = (result ^ text.charAt(i)) * PRIME;
        }
        return result;
    }
}
