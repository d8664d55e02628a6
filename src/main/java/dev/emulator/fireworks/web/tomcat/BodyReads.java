package dev.emulator.fireworks.web.tomcat;

import java.time.Clock;
import java.util.concurrent.Semaphore;

/** How many threads may wait for bytes of bodies, so that clients that send none cannot take them all. */
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

    /** In milliseconds. */
    long now() {
        return clock.millis();
    }
}
