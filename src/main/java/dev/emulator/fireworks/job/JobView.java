package dev.emulator.fireworks.job;

import java.time.Instant;

/**
 * How a row is shown as a resource.
 *
 * @param <R> the row
 * @param <T> the resource
 */
@FunctionalInterface
public interface JobView<R, T> {

    /** @param now by the account's clock */
    T show(R row, Instant now);
}
