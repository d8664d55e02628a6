package dev.emulator.fireworks.job;

import dev.emulator.fireworks.protojson.LazyMessage;

/**
 * A job in the API.
 *
 * @param <S> what a client may write
 */
public interface JobResource<S extends Record> {

    LazyMessage<S> spec();
}
