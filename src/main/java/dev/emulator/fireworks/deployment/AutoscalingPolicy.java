package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.validation.SchemaLevel;
import jakarta.validation.Valid;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * When a deployment gets more or fewer replicas.
 *
 * @param scaleToZeroWindow time without requests after which a deployment without a minimum has no replica
 * @param loadTargets target utilization by metric; the only metric is {@code default}
 */
record AutoscalingPolicy(
        @DurationMin(seconds = 0, message = "scale_up_window must not be negative", groups = SchemaLevel.class)
        @DurationMax(
                hours = 1,
                message = "scale_up_window must be less than or equal to 1 hour",
                groups = SchemaLevel.class)
        @Nullable
        Duration scaleUpWindow,

        @DurationMin(seconds = 0, message = "scale_down_window must not be negative", groups = SchemaLevel.class)
        @DurationMax(
                hours = 1,
                message = "scale_down_window must be less than or equal to 1 hour",
                groups = SchemaLevel.class)
        @Nullable
        Duration scaleDownWindow,

        @DurationMin(
                minutes = 5,
                message = "scale_to_zero_window must be at least 5 minutes",
                groups = SchemaLevel.class)
        @Nullable
        Duration scaleToZeroWindow,

        Map<String, Float> loadTargets,
        Map<String, @Valid ScalingSchedule> scalingSchedules) {

    static final String DEFAULT_TARGET = "default";

    private static final Duration SCALE_UP = Duration.ofSeconds(30);
    private static final Duration SCALE_DOWN = Duration.ofMinutes(10);
    private static final Duration SCALE_TO_ZERO = Duration.ofHours(1);
    private static final float LOAD_TARGET = 0.8f;

    /** The policy of a deployment that does not set one. */
    static final AutoscalingPolicy DEFAULT = new AutoscalingPolicy(null, null, null, Map.of(), Map.of()).withDefaults();

    /** Sets the documented defaults. */
    AutoscalingPolicy withDefaults() {
        return new AutoscalingPolicy(
                Objects.requireNonNullElse(scaleUpWindow, SCALE_UP),
                Objects.requireNonNullElse(scaleDownWindow, SCALE_DOWN),
                scaleToZero(),
                loadTargets.isEmpty() ? Map.of(DEFAULT_TARGET, LOAD_TARGET) : loadTargets,
                scalingSchedules);
    }

    Duration scaleToZero() {
        return Objects.requireNonNullElse(scaleToZeroWindow, SCALE_TO_ZERO);
    }

    /** The highest minimum of the schedules that are active at a time; 0 if none is. */
    int scheduledMinimum(Instant now) {
        return scalingSchedules.values().stream()
                .filter(schedule -> schedule.isActive(now))
                .mapToInt(ScalingSchedule::minReplicaCount)
                .max()
                .orElse(0);
    }
}
