package dev.emulator.fireworks;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of models that answer.
 *
 * @param streamUsage where streams of completions have usage: {@code auto} in an extra chunk if the request has
 *     stream_options.include_usage, and otherwise in the chunk with the finish reason; {@code extra-chunk} only in an extra chunk and only
 *     if requested; {@code finish-chunk} always in the chunk with the finish reason
 * @param learning whether a tuned model answers from its training data, if they are in the emulator
 */
public record InferenceProperties(
        @NotNull @DefaultValue("auto") StreamUsage streamUsage,
        @DefaultValue("true") boolean learning) {

    /** Where streams have usage. */
    public enum StreamUsage {
        AUTO,
        EXTRA_CHUNK,
        FINISH_CHUNK
    }
}
