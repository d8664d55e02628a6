package dev.emulator.fireworks;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the engine, which applies due transitions.
 *
 * @param interval time between two checks for due transitions
 * @param batch maximum number of due transitions in one database transaction
 */
public record EngineProperties(
        @NotNull @DurationMin(millis = 1) @DefaultValue("100ms")
        Duration interval,

        @Min(1) @Max(10_000) @DefaultValue("200") int batch) {}
