package dev.emulator.fireworks.story;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what happens on the other side of a connection, and so tells a test nothing when it happens. */
public final class Await {

    private static final long LIMIT_SECONDS = 120;

    private Await() {}

    /**
     * Asks again and again until something is true.
     *
     * @param what is waited for, to be told when it does not come true within two minutes
     */
    public static void until(String what, BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted() || System.nanoTime() - deadline > 0) {
                throw new AssertionError("not so within " + LIMIT_SECONDS + " s: " + what);
            }
            Thread.onSpinWait();
        }
    }
}
