package dev.emulator.fireworks.seed;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.aip.ApiException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;

/**
 * Applies the files of {@code emulator.seed} before the emulator becomes ready. A directory stands for the documents in it, sorted by
 * name. An error in a document stops the start.
 */
@Component
class StartupSeeder implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(StartupSeeder.class);

    private final SeedService seeds;
    private final List<Path> paths;

    StartupSeeder(SeedService seeds, EmulatorProperties properties) {
        this.seeds = seeds;
        this.paths = properties.seed();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        paths.stream().flatMap(StartupSeeder::documents).forEach(this::apply);
    }

    private static Stream<Path> documents(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of(path);
        }
        try {
            return SeedFile.documents(path).stream();
        } catch (IOException e) {
            throw invalid(path, unreadable(path, e));
        }
    }

    private void apply(Path file) {
        try {
            var summary = seeds.apply(read(file), besides(file));
            log.info(
                    "{}: {} created, {} updated, {} unchanged",
                    file,
                    summary.created(),
                    summary.updated(),
                    summary.unchanged());
        } catch (SeedException e) {
            throw invalid(file, file + ":" + e.line() + ": " + e.reason());
        } catch (IOException e) {
            throw invalid(file, unreadable(file, e));
        }
    }

    private static SeedDocument read(Path file) throws IOException {
        if (!Files.exists(file) && file.toString().matches("-?\\d+")) {
            throw invalid(file, "emulator.seed lists files; the seed of random numbers is emulator.random-seed");
        }
        return SeedFile.read(file);
    }

    private static SeedFiles besides(Path document) {
        return path -> {
            try {
                var file = document.toAbsolutePath().resolveSibling(path).normalize();
                if (Files.isRegularFile(file) && Files.isReadable(file)) {
                    return file;
                }
                throw ApiException.invalidArgument("file", file + " is not a readable file");
            } catch (InvalidPathException e) {
                throw ApiException.invalidArgument("file", String.valueOf(e.getMessage()));
            }
        };
    }

    /** The messages of the JDK's exceptions are a file name only, or null. */
    private static String unreadable(Path file, IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no file " + file;
        }
        return file + " cannot be read"
                + (e instanceof AccessDeniedException ? ": permission denied" : ": " + e.getMessage());
    }

    private static InvalidConfigurationPropertyValueException invalid(Path file, String reason) {
        return new InvalidConfigurationPropertyValueException("emulator.seed", file, reason);
    }
}
