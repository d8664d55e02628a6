package dev.emulator.fireworks.cli.doctor;

import dev.emulator.fireworks.launch.Launcher;
import dev.emulator.fireworks.launch.StartCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether starts are as quick as they can be. A start without a cache of classes takes longer and is as good. */
final class StartCacheCheck implements Check {

    private static final String NAME = "start cache";

    @Override
    public List<Finding> run(DoctorContext context) {
        if (!Launcher.isWanted(new String[0], System.getenv())) {
            return List.of(Finding.ok(NAME, "switched off"));
        }
        return List.of(StartCache.ofThisProgram()
                .map(StartCacheCheck::look)
                .orElse(Finding.ok(NAME, "none, because this was not started by java -jar")));
    }

    private static Finding look(StartCache cache) {
        if (cache.exists()) {
            return Finding.ok(NAME, cache.file().toString());
        }
        return isWritable(cache.directory())
                ? Finding.ok(NAME, "none yet; the next start makes it")
                : Finding.warning(
                        NAME,
                        "none, and none can be made in " + cache.directory(),
                        "Let XDG_CACHE_HOME name a directory that can be written, or live with slower starts.");
    }

    /** What does not exist yet is made in the nearest directory that does. */
    private static boolean isWritable(Path directory) {
        var nearest = directory;
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return Files.isDirectory(nearest) && Files.isWritable(nearest);
    }
}
