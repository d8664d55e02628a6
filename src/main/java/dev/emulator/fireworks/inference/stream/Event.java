package dev.emulator.fireworks.inference.stream;

import java.nio.charset.StandardCharsets;

/**
 * A part of a streamed answer.
 *
 * @param bytes as they are sent, such as {@code data: {…}\n\n}; must not change
 * @param tokens the number of tokens in it, by which it is delayed; 0 if it is sent together with the event before it
 */
public record Event(byte[] bytes, int tokens) {

    public static Event of(String text, int tokens) {
        return new Event(text.getBytes(StandardCharsets.UTF_8), tokens);
    }
}
