package dev.emulator.fireworks.events;

import java.time.Instant;
import java.util.Map;

/**
 * An event of the emulator.
 *
 * @param number the sequence number of the event in this process, from 1
 * @param time by the account's clock
 * @param account empty for events that concern all accounts
 * @param resource the full name of the resource or fault; empty for events without one
 * @param detail further values, which depend on the type
 */
public record Event(long number, Instant time, String account, Type type, String resource, Map<String, String> detail) {

    /** The type of an event. */
    public enum Type {
        EVENT_TYPE_UNSPECIFIED,
        REQUEST,
        TRANSITION,
        FAULT,
        CLOCK,
        WORLD
    }
}
