package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.Terminal;
import dev.emulator.fireworks.cli.settings.Settings;
import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Reports why a start failed, with the doctor's messages: one line for the problem, and one for its remedy. It precedes Spring Boot's own
 * reporters, which print a banner or a stack trace.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureReporter implements SpringBootExceptionReporter {

    private static final String CHECK = "start";
    private static final List<Check> CHECKS = List.of(new PortCheck(), new DataDirectoryCheck(), new DatabaseCheck());

    private final @Nullable ConfigurableApplicationContext context;

    /** @param context the failed context; null if the settings could not be read */
    StartFailureReporter(@Nullable ConfigurableApplicationContext context) {
        this.context = context;
    }

    @Override
    @SuppressWarnings("SystemOut")
    public boolean reportException(Throwable failure) {
        if (context == null || !TrialStart.isTrial(context)) {
            for (var problem : problems(failure)) {
                System.err.println("The emulator did not start: " + problem.message());
                System.err.println(problem.remedy());
            }
        }
        return true;
    }

    private List<Finding> problems(Throwable failure) {
        if (wrongSetting(failure).isEmpty() && context != null && !context.isActive()) {
            var found = examine(context);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of(problem(failure));
    }

    /** Describes a failure without running checks. */
    static Finding problem(Throwable failure) {
        return wrongSetting(failure)
                .map(SettingsCheck::problem)
                .orElseGet(() -> Finding.problem(
                        CHECK, inOneLine(failure), "Start the emulator with --debug to see the stack trace."));
    }

    private static Optional<String> wrongSetting(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> reason(cause).stream())
                .reduce((outer, inner) -> inner);
    }

    /** Runs the checks, as what made this start fail would make the next one fail too. */
    private static List<Finding> examine(ConfigurableApplicationContext context) {
        var here = Terminal.ofThisProcess();
        var doctor =
                new DoctorContext(Settings.of(context.getEnvironment()), List.of(), here.environment(), here.clock());
        return CHECKS.stream()
                .flatMap(check -> check.run(doctor).stream())
                .filter(finding -> finding.level() == Finding.Level.PROBLEM)
                .toList();
    }

    private static Optional<String> reason(Throwable cause) {
        if (cause instanceof InvalidConfigurationPropertyValueException invalid) {
            var value = String.valueOf(invalid.getValue());
            var reason = String.valueOf(invalid.getReason());
            return Optional.of(invalid.getName() + (reason.contains(value) ? "" : "=" + value) + ": " + reason);
        }
        return cause instanceof BindException bind ? Optional.of(Settings.reason(bind)) : Optional.empty();
    }

    private static String inOneLine(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var reason = root instanceof FileNotFoundException ? String.valueOf(root.getMessage()) : ErrorMessages.of(root);
        var line = reason.lines().findFirst().orElse(root.getClass().getName());
        return root instanceof FileSystemException failed ? failed.getFile() + ": " + line : line;
    }
}
