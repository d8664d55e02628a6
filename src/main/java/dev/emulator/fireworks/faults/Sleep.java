package dev.emulator.fireworks.faults;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Lets real time pass, whatever the account's clock says: it is the client's patience that is tried. */
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
