package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.Progress;
import dev.emulator.fireworks.database.DataDirectoryProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/** Checks whether the data directory is usable, has free space, and has data that this emulator can read. */
final class DataDirectoryCheck implements Check {

    private static final String NAME = "data directory";
    private static final long MEGABYTE = 1024 * 1024;
    private static final long LITTLE = 1024 * MEGABYTE;
    private static final long TOO_LITTLE = 100 * MEGABYTE;

    /** H2's DATABASE_ALREADY_OPEN_1. */
    private static final int ALREADY_OPEN = 90020;

    /** H2's FILE_CORRUPTED_1. */
    private static final int FILE_CORRUPTED = 90030;

    @Override
    public List<Finding> run(DoctorContext context) {
        var setting = context.dataDirectory();
        if (setting.isEmpty()) {
            return List.of(Finding.ok(
                    NAME,
                    context.database().isH2()
                            ? "none; data is kept in memory only, until the emulator stops"
                            : "none; data is kept in the database"));
        }
        try {
            return run(context, Path.of(setting).toAbsolutePath());
        } catch (InvalidPathException e) {
            return List.of(Finding.problem(NAME, setting + ": " + e.getReason(), "Correct emulator.data-dir."));
        }
    }

    private static List<Finding> run(DoctorContext context, Path directory) {
        var there = DataDirectoryProbe.nearestExisting(directory);
        if (!context.database().isH2()) {
            return List.of(Finding.warning(
                    NAME,
                    directory + " is not used, because spring.datasource.url is set too",
                    "Remove one of the two settings."));
        }
        var trouble = DataDirectoryProbe.find(directory);
        if (trouble.isPresent()) {
            return List.of(Finding.problem(NAME, trouble.get().toString(), remedy(trouble.get(), there)));
        }
        var findings = new ArrayList<Finding>();
        room(directory, there).ifPresent(findings::add);
        findings.add(
                there.equals(directory)
                        ? content(context, directory)
                        : Finding.ok(NAME, directory + " does not exist; the start creates it"));
        return findings;
    }

    private static String remedy(DataDirectoryProbe.Problem problem, Path there) {
        if (problem.isDenied()) {
            return "Let user " + System.getProperty("user.name") + " write to " + there
                    + ", or set emulator.data-dir to another directory.";
        }
        return problem.place().endsWith(DataDirectoryProbe.FILE)
                ? "Restore a backup, set emulator.data-dir to another directory, or delete the file to start empty."
                : "Set emulator.data-dir to another directory.";
    }

    private static Optional<Finding> room(Path directory, Path there) {
        try {
            var free = Files.getFileStore(there).getUsableSpace();
            var message = Progress.size(free) + " are free for " + directory;
            if (free < TOO_LITTLE) {
                return Optional.of(
                        Finding.problem(NAME, message, "Free some space, or use a directory on another disk."));
            }
            return free < LITTLE
                    ? Optional.of(Finding.warning(NAME, message, "Free some space before uploading large files."))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(Finding.warning(
                    NAME,
                    "the free space for " + directory + " is unknown: " + ErrorMessages.of(e),
                    "Check the disk's free space yourself."));
        }
    }

    private static Finding content(DoctorContext context, Path directory) {
        var file = directory.resolve(DataDirectoryProbe.FILE);
        if (!Files.exists(file)) {
            return Finding.ok(NAME, directory + ", empty");
        }
        try (var connection = context.database().readOnly().open()) {
            return SchemaState.of(NAME, directory.toString(), connection);
        } catch (SQLException e) {
            return switch (e.getErrorCode()) {
                case ALREADY_OPEN -> inUse(directory, file);
                case FILE_CORRUPTED -> damaged(file, e);
                default -> unreadable(directory, e);
            };
        } catch (FlywayException e) {
            return unreadable(directory, e);
        }
    }

    private static Finding inUse(Path directory, Path file) {
        var owner = ProcessLookup.holding(file).orElse("another process");
        return Finding.problem(
                NAME,
                directory + " is in use by " + owner,
                "Stop that process, or use another directory. To run several emulators on the same data, use PostgreSQL.");
    }

    /** Some damage is found only when the tables are read. */
    private static Finding damaged(Path file, SQLException e) {
        var problem = new DataDirectoryProbe.Problem(file, "is damaged: " + ErrorMessages.of(e), false);
        return Finding.problem(NAME, problem.toString(), remedy(problem, file));
    }

    private static Finding unreadable(Path directory, Exception e) {
        return Finding.problem(
                NAME,
                directory + " contains data that cannot be read: " + ErrorMessages.of(e),
                "Restore a backup, use the version of the emulator that wrote it, or use another directory.");
    }
}
