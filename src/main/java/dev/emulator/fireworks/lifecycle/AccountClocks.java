package dev.emulator.fireworks.lifecycle;

import java.time.Clock;
import org.springframework.stereotype.Component;

/** Tells the time of an account. Every account's is the emulator's own clock. */
@Component
public class AccountClocks {

    private final Clock clock;

    AccountClocks(Clock clock) {
        this.clock = clock;
    }

    public Clock of(String account) {
        return clock;
    }
}
