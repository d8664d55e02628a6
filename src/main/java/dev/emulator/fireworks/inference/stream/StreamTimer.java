package dev.emulator.fireworks.inference.stream;

/** Runs the streams when their next event is due, in real time. */
interface StreamTimer {

    /** Returns the time in nanoseconds since some fixed point. */
    long nanos();

    /** Runs a short task after a delay in nanoseconds. */
    void schedule(Runnable task, long delay);
}
