package dev.emulator.fireworks.web.tomcat;

import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Limits how many threads wait for request bodies, so that clients that send nothing cannot block them all. */
final class BodyReads {

    static final int MOST = 64;

    private static final long LONGEST_QUEUE_MILLIS = 1000;

    private final Semaphore places = new Semaphore(MOST);
    private final Clock clock;

    BodyReads(Clock clock) {
        this.clock = clock;
    }

    /** Waits briefly if too many threads wait for bodies: clients with many connections often send a body just after its head. */
    boolean enter() {
        try {
            return places.tryAcquire(LONGEST_QUEUE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        places.release();
    }

    /** Returns the time in milliseconds. */
    long now() {
        return clock.millis();
    }
}
