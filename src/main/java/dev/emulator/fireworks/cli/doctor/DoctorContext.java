package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.cli.console.Readiness;
import dev.emulator.fireworks.cli.settings.Settings;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A start that has not happened yet, as the doctor sees it.
 *
 * @param settings with which it would be
 * @param arguments as they were typed
 * @param variables those of its environment
 * @param clock the machine's
 */
record DoctorContext(Settings settings, List<String> arguments, Map<String, String> variables, Clock clock) {

    /** An emulator may be busy, and a doctor has time. */
    private static final int PATIENCE_SECONDS = 10;

    String address() {
        return settings.get("server.address", "localhost");
    }

    /** As it was set, which need not be a number. */
    String port() {
        return settings.get("server.port", Readiness.DEFAULT_PORT);
    }

    /** Empty where everything is kept in memory. */
    String dataDirectory() {
        return settings.get("emulator.data-dir", "").strip();
    }

    DatabaseAccess database() {
        return new DatabaseAccess(
                Objects.requireNonNull(settings.get("spring.datasource.url"), "the store sets one where nobody has"),
                settings.get("spring.datasource.username", ""),
                settings.get("spring.datasource.password", ""));
    }

    /** What answers where this one would listen. */
    Readiness running() {
        return Readiness.of(settings.loopbackUrl(port()), PATIENCE_SECONDS);
    }
}
