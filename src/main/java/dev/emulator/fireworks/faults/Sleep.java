package dev.emulator.fireworks.faults;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Sleeps in real time, because delays test the timeouts of clients. */
final class Sleep {

    private Sleep() {}

    static void sleep(Duration time) throws InterruptedIOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the emulator is stopping");
        }
    }
}
