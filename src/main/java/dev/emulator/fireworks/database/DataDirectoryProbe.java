package dev.emulator.fireworks.database;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Checks whether a data directory can be used, before the database is opened. H2 itself would open a database that it cannot write as read-only, and
 * would create an empty one if it does not recognise the files.
 */
public final class DataDirectoryProbe implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** The file of the database in the directory. */
    public static final String FILE = "fireworks.mv.db";

    /**
     * The reason why a directory cannot be used.
     *
     * @param place the directory or file with the problem
     * @param reason text to append to the path
     * @param isDenied whether this process only lacks the permission to write
     */
    public record Problem(Path place, String reason, boolean isDenied) {

        @Override
        public String toString() {
            return place + " " + reason;
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var setting = environment.getProperty("emulator.data-dir", "").strip();
        if (!setting.isEmpty()
                && environment.getProperty("spring.datasource.url", "").startsWith("jdbc:h2:file:")) {
            find(Path.of(setting).toAbsolutePath()).ifPresent(problem -> {
                throw new IllegalStateException(problem.toString());
            });
        }
    }

    /**
     * Looks for a problem without changing anything.
     *
     * @param directory need not exist
     */
    public static Optional<Problem> find(Path directory) {
        if (directory.toString().indexOf(';') >= 0) {
            return Optional.of(new Problem(directory, "has a semicolon in its name, which H2 cannot open", false));
        }
        var existing = nearestExisting(directory);
        if (!Files.isDirectory(existing)) {
            return Optional.of(new Problem(existing, "is a file", false));
        }
        var file = directory.resolve(FILE);
        return unwritable(directory, existing).or(() -> Files.exists(file) ? unusable(file) : Optional.empty());
    }

    /** The directory, or its nearest existing parent. */
    public static Path nearestExisting(Path directory) {
        var existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** Tries to write a file, because owner and permissions do not reveal read-only mounts and user mappings of containers. */
    private static Optional<Problem> unwritable(Path directory, Path existing) {
        try {
            var probe = existing.resolve(".probe-" + ProcessHandle.current().pid());
            Files.newByteChannel(
                            probe,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE)
                    .close();
            return Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.of(new Problem(directory, "cannot be written" + reason(e), true));
        }
    }

    private static String reason(Exception e) {
        if (e instanceof AccessDeniedException) {
            return ": permission denied";
        }
        @Nullable String reason = e instanceof FileSystemException failure ? failure.getReason() : null;
        return reason == null ? "" : ": " + reason;
    }

    private static Optional<Problem> unusable(Path file) {
        if (!Files.isWritable(file)) {
            return Optional.of(new Problem(file, "cannot be written", true));
        }
        try {
            return DatabaseFile.damage(file).map(damage -> new Problem(file, "is damaged: " + damage, false));
        } catch (IOException e) {
            return Optional.of(new Problem(file, "cannot be read" + reason(e), false));
        }
    }
}
