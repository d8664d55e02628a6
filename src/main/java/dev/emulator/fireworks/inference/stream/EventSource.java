package dev.emulator.fireworks.inference.stream;

import org.jspecify.annotations.Nullable;

/** The events of a stream. They are requested one at a time, so that a stream needs little memory. Calls never overlap. */
public interface EventSource {

    /** Returns the next event, or null after the last one. Must not block. */
    @Nullable
    Event next();

    /**
     * Called exactly once.
     *
     * @param complete whether all events were sent; otherwise the client has disconnected or did not read, or the emulator stops
     */
    void end(boolean complete);
}
