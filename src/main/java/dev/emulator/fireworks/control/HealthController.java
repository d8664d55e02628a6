package dev.emulator.fireworks.control;

import dev.emulator.fireworks.clock.ClockSkew;
import dev.emulator.fireworks.database.Database;
import dev.emulator.fireworks.storage.Blobs;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health checks and metrics. The bodies are those of Spring Boot Actuator, so that probes and dashboards can read them. */
@RestController
class HealthController {

    private static final MediaType PROMETHEUS = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final ApplicationAvailability availability;
    private final Database database;
    private final Blobs blobs;
    private final ClockSkew skew;
    private final PrometheusMeterRegistry meters;

    HealthController(
            ApplicationAvailability availability,
            Database database,
            Blobs blobs,
            ClockSkew skew,
            PrometheusMeterRegistry meters) {
        this.availability = availability;
        this.database = database;
        this.blobs = blobs;
        this.skew = skew;
        this.meters = meters;
    }

    @GetMapping("/_emulator/health/liveness")
    Health liveness() {
        return Health.UP;
    }

    /**
     * The emulator is not ready without its database or a writable directory for files. It is not ready before the seeds are applied
     * either, because responses would lack the seeded resources.
     */
    @GetMapping({"/_emulator/health", "/_emulator/health/readiness"})
    ResponseEntity<Health> readiness() {
        return trouble()
                .map(reason -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                        .body(new Health("DOWN", new Details(reason, null))))
                .orElseGet(() -> ResponseEntity.ok(up()));
    }

    private Optional<String> trouble() {
        if (availability.getReadinessState() != ReadinessState.ACCEPTING_TRAFFIC) {
            return Optional.of("the emulator is starting or stopping");
        }
        return database.trouble()
                .or(() -> blobs.isWritable()
                        ? Optional.empty()
                        : Optional.of("the directory for files cannot be written"));
    }

    private Health up() {
        return skew.current()
                .map(ahead -> new Health("UP", new Details("", ahead)))
                .orElse(Health.UP);
    }

    @GetMapping("/_emulator/prometheus")
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok().contentType(PROMETHEUS).body(meters.scrape());
    }

    /** A body in the format of Spring Boot's health endpoint, because tools read that format. */
    record Health(String status, @Nullable Details details) {

        private static final Health UP = new Health("UP", null);
    }

    /**
     * @param reason why the emulator is not ready; empty if it is
     * @param clockSkew how far the clock of this machine is ahead of the clock of the database; null if the difference is at most two seconds
     */
    record Details(String reason, @Nullable Duration clockSkew) {}
}
