package dev.emulator.fireworks.story;

import dev.emulator.fireworks.lifecycle.Engine;
import java.time.Duration;
import java.time.Instant;

/** Moves the clock of a story. When a method returns, the engine has made all transitions that are due. */
public final class Time {

    private final SettableClock clock;
    private final Engine engine;

    Time(SettableClock clock, Engine engine) {
        this.clock = clock;
        this.engine = engine;
    }

    public void passes(Duration by) {
        clock.advance(by);
        engine.run();
    }

    public Instant now() {
        return clock.instant();
    }
}
