package dev.emulator.fireworks.clock;

import java.time.Instant;

/**
 * A clock that rows live by, and the time it shows.
 *
 * @param name the account whose own it is; empty for the machine's
 */
public record Timeline(String name, Instant now) {

    public static final String MACHINE = "";
}
