package dev.emulator.fireworks.job;

import dev.emulator.fireworks.protojson.LazyMessage;

/**
 * A job in the API.
 *
 * @param <S> the fields that clients can set
 */
public interface JobResource<S extends Record> {

    LazyMessage<S> spec();
}
