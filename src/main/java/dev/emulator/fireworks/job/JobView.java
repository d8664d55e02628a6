package dev.emulator.fireworks.job;

import java.time.Instant;

/**
 * Converts a row to the resource of the API.
 *
 * @param <R> the row
 * @param <T> the resource
 */
@FunctionalInterface
public interface JobView<R, T> {

    /** @param now by the account's clock */
    T show(R row, Instant now);
}
