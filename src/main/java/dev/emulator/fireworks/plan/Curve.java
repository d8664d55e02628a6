package dev.emulator.fireworks.plan;

import java.time.Duration;

/** How progress develops over the duration of a stage. */
public enum Curve {
    /** Proportional to time. */
    LINEAR,
    /** Fast at first, then more and more slowly. */
    DECELERATING,
    /** Slow at first, then faster and faster. */
    ACCELERATING,
    /** In steps of 25 percent. */
    STEPWISE;

    /**
     * Returns a value between two others.
     *
     * @param passed time since the stage began; before that, the value is {@code from}
     * @param whole duration of the stage; after that, the value is {@code to}
     */
    public int between(int from, int to, Duration passed, Duration whole) {
        var nanos = Math.max(0, passed.toNanos());
        return nanos >= whole.toNanos() ? to : from + (int) ((to - from) * done((double) nanos / whole.toNanos()));
    }

    /** @param passed fraction of the duration that has passed, 0 to 1 */
    private double done(double passed) {
        return switch (this) {
            case LINEAR -> passed;
            case DECELERATING -> 1 - (1 - passed) * (1 - passed);
            case ACCELERATING -> passed * passed;
            case STEPWISE -> Math.floor(passed * 4) / 4;
        };
    }
}
