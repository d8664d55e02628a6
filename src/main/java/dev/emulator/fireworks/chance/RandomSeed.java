package dev.emulator.fireworks.chance;

import dev.emulator.fireworks.EmulatorProperties;
import org.springframework.stereotype.Component;

/** Where an account's chance comes from. Every account has the same seed, so that what comes out does not depend on an account's name. */
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
