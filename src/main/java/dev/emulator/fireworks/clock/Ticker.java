package dev.emulator.fireworks.clock;

/** Measures real time that passes, whatever happens to the clocks. */
@FunctionalInterface
public interface Ticker {

    /** Returns the time in nanoseconds since some fixed point. */
    long nanos();
}
