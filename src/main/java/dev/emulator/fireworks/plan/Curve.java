package dev.emulator.fireworks.plan;

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

    /** @param passed fraction of the duration that has passed, 0 to 1 */
    public double done(double passed) {
        return switch (this) {
            case LINEAR -> passed;
            case DECELERATING -> 1 - (1 - passed) * (1 - passed);
            case ACCELERATING -> passed * passed;
            case STEPWISE -> Math.floor(passed * 4) / 4;
        };
    }
}
