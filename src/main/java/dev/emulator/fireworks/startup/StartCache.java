package dev.emulator.fireworks.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * The class cache of one jar and one JVM. It is in the cache directory that the operating system provides for the user.
 *
 * @param file the file of the cache, which may not exist yet
 */
public record StartCache(Path file) {

    private static final String ENDING = ".cache";
    private static final List<String> OPTIONS = List.of("-XX:AOTCache=", "-XX:SharedArchiveFile=");

    /** Returns the cache for the jar of this program, or nothing if the class path is not exactly one jar. */
    public static Optional<StartCache> ofThisProgram() {
        return jar().flatMap(jar -> of(
                jar,
                directory(System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home", ""))));
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /** Returns the file with the JVM options for the cache, one per line. The fixtures for Java and Python start the jar with them. */
    static Path options(Path cache) {
        var name = cache.getFileName().toString();
        return cache.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".options");
    }

    /** Returns whether a JVM argument names a cache in the directory of this cache, for any jar and any JVM. */
    boolean isNamedBy(String argument) {
        return OPTIONS.stream()
                .anyMatch(option -> argument.startsWith(option)
                        && directory()
                                .equals(Path.of(argument.substring(option.length()))
                                        .getParent()));
    }

    /** Returns the file that the creator of the cache locks. The modification time of the file is the time of the last start with the cache. */
    static Path lock(Path cache) {
        return cache.resolveSibling(cache.getFileName() + ".lock");
    }

    /** Records a start with the cache, so that the cache is not removed as unused. */
    void noteUse() {
        try {
            Files.write(lock(file), new byte[1]);
        } catch (IOException e) {
            // If the directory is read-only, no process can remove the cache either.
        }
    }

    public Path directory() {
        return Objects.requireNonNull(file.getParent());
    }

    static Optional<Path> jar() {
        var path = System.getProperty("java.class.path", "");
        return path.endsWith(".jar") && !path.contains(System.getProperty("path.separator"))
                ? Optional.of(Path.of(path).toAbsolutePath())
                : Optional.empty();
    }

    static Optional<StartCache> of(Path jar, Path directory) {
        try {
            var family = "start-" + hash(jar.toRealPath().toString()) + "-";
            var contents =
                    Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis();
            var jvm = System.getProperty("java.home") + " " + System.getProperty("java.vm.version");
            return Optional.of(new StartCache(directory.resolve(family + hash(contents + " " + jvm) + ENDING)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Returns the prefix that the file names of all caches for the same jar path share. */
    static String family(Path cache) {
        var name = cache.getFileName().toString();
        return name.substring(0, name.lastIndexOf('-') + 1);
    }

    static Path directory(String system, Map<String, String> environment, String home) {
        if (system.startsWith("Windows") && environment.containsKey("LOCALAPPDATA")) {
            return Path.of(environment.get("LOCALAPPDATA"), "fireworks-emulator", "cache");
        }
        if (system.startsWith("Mac")) {
            return Path.of(home, "Library", "Caches", "fireworks-emulator");
        }
        var xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        return (xdg.isEmpty() ? Path.of(home, ".cache") : Path.of(xdg)).resolve("fireworks-emulator");
    }

    /** Uses CRC32, because the hash needs no security, and loading the classes of a message digest takes longer than everything else here. */
    private static String hash(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
