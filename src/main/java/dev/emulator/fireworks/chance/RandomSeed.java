package dev.emulator.fireworks.chance;

import dev.emulator.fireworks.EmulatorProperties;
import org.springframework.stereotype.Component;

/** The random seed. All accounts share it, so that results do not depend on the name of an account. */
@Component
public class RandomSeed {

    private final long seed;

    RandomSeed(EmulatorProperties properties) {
        this.seed = properties.randomSeed();
    }

    public long value() {
        return seed;
    }
}
