package dev.emulator.fireworks.web.tomcat;

import java.time.Clock;
import java.util.concurrent.Semaphore;

/** Limits how many threads wait for request bodies, so that clients that send nothing cannot block them all. */
final class BodyReads {

    static final int MOST = 64;

    private final Semaphore places = new Semaphore(MOST);
    private final Clock clock;

    BodyReads(Clock clock) {
        this.clock = clock;
    }

    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Returns the time in milliseconds. */
    long now() {
        return clock.millis();
    }
}
