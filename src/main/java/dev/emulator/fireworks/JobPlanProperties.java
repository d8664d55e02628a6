package dev.emulator.fireworks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the default plan of new jobs.
 *
 * @param preset default plan of new jobs: {@code instant} takes no time, {@code fast} six seconds, {@code realistic} about eight minutes
 * @param stages list of stages that replaces the preset, as {@code STATE} or {@code STATE DURATION}, for example
 *     CREATING 1s,RUNNING 5s,FAILED; a stage without a duration, unless it is the last, lasts until a request ends it
 * @param durations duration of each state, for example {@code RUNNING: 30s}; overrides the duration in the preset
 * @param failure status of a job that ends as FAILED
 */
public record JobPlanProperties(
        @DefaultValue("fast") Preset preset,
        @DefaultValue List<@NotBlank String> stages,
        @DefaultValue Map<String, Duration> durations,
        @Valid @DefaultValue Failure failure) {

    /** Presets of the default plan. */
    public enum Preset {
        INSTANT,
        FAST,
        REALISTIC
    }

    /** Status of a failed job; the code is a name of google.rpc.Code. */
    public record Failure(
            @NotBlank @DefaultValue("INTERNAL") String code,
            @DefaultValue("Internal error") String message) {}
}
