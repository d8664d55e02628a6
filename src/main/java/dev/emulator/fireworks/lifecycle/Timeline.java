package dev.emulator.fireworks.lifecycle;

import java.time.Instant;

/**
 * A clock that rows live by, and the time it shows.
 *
 * @param name the account whose own it is; empty for the machine's
 */
record Timeline(String name, Instant now) {

    static final String MACHINE = "";
}
