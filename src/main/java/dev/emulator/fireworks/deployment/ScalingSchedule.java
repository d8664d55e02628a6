package dev.emulator.fireworks.deployment;

import dev.emulator.fireworks.validation.SchemaLevel;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/**
 * A minimum number of replicas at certain times.
 *
 * @param schedule when the schedule becomes active, as a cron expression of five fields
 * @param duration how long it then stays active
 * @param timezone the time zone of the cron expression
 */
record ScalingSchedule(
        @PositiveOrZero(message = "min_replica_count must not be negative", groups = SchemaLevel.class)
        int minReplicaCount,

        String schedule,

        @NotNull(message = "duration is required", groups = SchemaLevel.class)
        @DurationMin(minutes = 5, message = "duration must be between 300s and 604800s", groups = SchemaLevel.class)
        @DurationMax(days = 7, message = "duration must be between 300s and 604800s", groups = SchemaLevel.class)
        @Nullable
        Duration duration,

        String timezone,
        String description,
        boolean disabled) {

    boolean hasValidSchedule() {
        return cron().isPresent();
    }

    boolean hasValidTimezone() {
        return zone().isPresent();
    }

    /** Whether the schedule was triggered less than its duration ago. An invalid schedule is never active. */
    boolean isActive(Instant now) {
        var cron = cron();
        var zone = zone();
        if (disabled || duration == null || cron.isEmpty() || zone.isEmpty()) {
            return false;
        }
        var next = cron.get().next(now.minus(duration).atZone(zone.get()));
        return next != null && !next.toInstant().isAfter(now);
    }

    /** Spring's cron expressions have a field for seconds in addition. */
    private Optional<CronExpression> cron() {
        var expression = "0 " + schedule.strip();
        return CronExpression.isValidExpression(expression)
                ? Optional.of(CronExpression.parse(expression))
                : Optional.empty();
    }

    private Optional<ZoneId> zone() {
        try {
            return timezone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(timezone));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
