package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.startup.Launcher;
import dev.emulator.fireworks.startup.StartCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks for the class cache, without which starts are slower. */
final class StartCacheCheck implements Check {

    private static final String NAME = "start cache";

    @Override
    public List<Finding> run(DoctorContext context) {
        if (!Launcher.isWanted(new String[0], System.getenv())) {
            return List.of(Finding.ok(NAME, "disabled"));
        }
        return List.of(StartCache.ofThisProgram()
                .map(StartCacheCheck::look)
                .orElse(Finding.ok(NAME, "none, because the program was not started with java -jar")));
    }

    private static Finding look(StartCache cache) {
        if (cache.exists()) {
            return Finding.ok(NAME, cache.file().toString());
        }
        return isWritable(cache.directory())
                ? Finding.ok(NAME, "none yet; the next start creates it")
                : Finding.warning(
                        NAME,
                        "none, and " + cache.directory() + " is not writable",
                        "Set XDG_CACHE_HOME to a writable directory, or accept slower starts.");
    }

    /** Missing directories are created in the nearest existing one. */
    private static boolean isWritable(Path directory) {
        var nearest = directory;
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return Files.isDirectory(nearest) && Files.isWritable(nearest);
    }
}
