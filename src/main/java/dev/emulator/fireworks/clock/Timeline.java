package dev.emulator.fireworks.clock;

import java.time.Instant;

/**
 * The clock that a set of rows follows, and its current time.
 *
 * @param name the account that owns the clock; empty for the machine's clock
 */
public record Timeline(String name, Instant now) {

    public static final String MACHINE = "";
}
