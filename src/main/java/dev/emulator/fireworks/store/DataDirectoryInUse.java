package dev.emulator.fireworks.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says in words that another emulator is at work in the data directory. */
class DataDirectoryInUse extends AbstractFailureAnalyzer<SQLException> {

    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int ALREADY_OPEN = 90020;

    private final Environment environment;

    DataDirectoryInUse(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException cause) {
        if (cause.getErrorCode() != ALREADY_OPEN) {
            return null;
        }
        return new FailureAnalysis(
                "Another emulator is using the data directory " + environment.getProperty("emulator.data-dir") + ".",
                "Stop the other emulator, or give this one a directory of its own with emulator.data-dir."
                        + " Several emulators can share one PostgreSQL (spring.datasource.url).",
                cause);
    }
}
