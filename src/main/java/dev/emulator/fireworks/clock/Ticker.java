package dev.emulator.fireworks.clock;

/** Measures elapsed real time. Changes of the system clock and of account clocks do not affect it. */
@FunctionalInterface
public interface Ticker {

    /** Returns the time in nanoseconds since some fixed point. */
    long nanos();
}
