package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.cli.console.Readiness;
import dev.emulator.fireworks.cli.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The environment of a start, which the doctor checks.
 *
 * @param settings the settings that a start would use
 * @param arguments the arguments as typed
 * @param variables the environment variables
 * @param clock the machine's clock
 */
record DoctorContext(Settings settings, List<String> arguments, Map<String, String> variables, Clock clock) {

    /** Longer than the timeout of health checks, because a busy emulator answers slowly. */
    private static final int PATIENCE_SECONDS = 10;

    String address() {
        return settings.get("server.address", "localhost");
    }

    /** Returns the port as configured, which need not be a number. */
    String port() {
        return settings.get("server.port", Readiness.DEFAULT_PORT);
    }

    /** Returns the data directory; empty if none is set. */
    String dataDirectory() {
        return settings.get("emulator.data-dir", "").strip();
    }

    DatabaseAccess database() {
        return new DatabaseAccess(
                Objects.requireNonNull(settings.get("spring.datasource.url"), "the emulator sets a default URL"),
                settings.get("spring.datasource.username", ""),
                settings.get("spring.datasource.password", ""));
    }

    /** Returns the readiness of the server at the URL where this emulator would listen. */
    Readiness running() {
        return Readiness.of(settings.loopbackUrl(port()), PATIENCE_SECONDS);
    }
}
