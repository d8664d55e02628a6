package dev.emulator.fireworks.events;

import java.time.Instant;
import java.util.Map;

/**
 * Something that has happened.
 *
 * @param number counts all events of this emulator, from 1
 * @param time by the account's clock
 * @param account empty for what concerns all of them
 * @param resource what it happened to, by its full name; empty where it happened to none
 * @param detail whatever else there is to say
 */
public record Event(long number, Instant time, String account, Type type, String resource, Map<String, String> detail) {

    /** What kind of thing. */
    public enum Type {
        EVENT_TYPE_UNSPECIFIED,
        REQUEST,
        TRANSITION,
        FAULT,
        CLOCK,
        WORLD
    }
}
