package dev.emulator.fireworks.job;

import dev.emulator.fireworks.protojson.LazyMessage;

/**
 * A job as the API shows it.
 *
 * @param <S> what a client may write
 */
public interface JobResource<S extends Record> {

    LazyMessage<S> spec();
}
