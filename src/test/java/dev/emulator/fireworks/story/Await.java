package dev.emulator.fireworks.story;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Polls for events that the emulator does not report, such as the end of a request on the server. */
public final class Await {

    private static final long LIMIT_SECONDS = 120;

    private Await() {}

    /**
     * Polls until a condition is true, and fails after two minutes.
     *
     * @param what describes the condition in the failure
     */
    public static void until(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted() || System.nanoTime() - deadline > 0) {
                throw new AssertionError("not true within " + LIMIT_SECONDS + " s: " + what);
            }
            Thread.onSpinWait();
        }
    }
}
