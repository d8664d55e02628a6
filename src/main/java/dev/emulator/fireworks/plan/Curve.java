package dev.emulator.fireworks.plan;

/** How progress goes over the time that a stage lasts. */
public enum Curve {
    /** By the clock. */
    LINEAR,
    /** Most of it at once, then ever more slowly. */
    DECELERATING,
    /** Hardly any at first. */
    ACCELERATING,
    /** A quarter at a time. */
    STEPWISE;

    /** @param passed of the time, 0 to 1 */
    public double done(double passed) {
        return switch (this) {
            case LINEAR -> passed;
            case DECELERATING -> 1 - (1 - passed) * (1 - passed);
            case ACCELERATING -> passed * passed;
            case STEPWISE -> Math.floor(passed * 4) / 4;
        };
    }
}
