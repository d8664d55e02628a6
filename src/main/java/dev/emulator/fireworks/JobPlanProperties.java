package dev.emulator.fireworks;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of what new jobs do when nothing else says so.
 *
 * @param preset the plan of a new job: {@code instant}, {@code fast} or {@code realistic}
 * @param stages a plan of one's own instead, as {@code STATE} or {@code STATE DURATION}, for example {@code RUNNING 5s}; a stage before
 *     the last one without a duration holds until a call moves the job on
 * @param durations how long a state lasts, by state, for example {@code RUNNING: 30s}; overrides the preset's
 * @param failure what a job that ends as FAILED says
 */
public record JobPlanProperties(
        @DefaultValue("fast") Preset preset,
        @DefaultValue List<@NotBlank String> stages,
        @DefaultValue Map<String, Duration> durations,
        @Valid @DefaultValue Failure failure) {

    /** How fast the default plan goes by. */
    public enum Preset {
        INSTANT,
        FAST,
        REALISTIC
    }

    /** The status of a failed job; the code is a name of google.rpc.Code. */
    public record Failure(
            @NotBlank @DefaultValue("INTERNAL") String code,
            @DefaultValue("Internal error") String message) {}
}
