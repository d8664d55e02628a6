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
 * Where the cache of classes for a jar and a JVM lies: in the user's cache directory, as each system has it. Another jar or another JVM
 * has another one.
 *
 * @param file the cache itself, there or not
 */
public record StartCache(Path file) {

    private static final String ENDING = ".cache";
    private static final List<String> OPTIONS = List.of("-XX:AOTCache=", "-XX:SharedArchiveFile=");

    /** The one for the jar that this program was started from; none where it was not started from a jar alone. */
    public static Optional<StartCache> ofThisProgram() {
        return jar().flatMap(jar -> of(
                jar,
                directory(System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home", ""))));
    }

    public boolean exists() {
        return Files.isRegularFile(file);
    }

    /** The options of a JVM that uses a cache, one a line. The fixtures for Java and Python start the jar with them. */
    static Path options(Path cache) {
        var name = cache.getFileName().toString();
        return cache.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".options");
    }

    /** Whether an argument of a JVM names a cache in this directory, whatever jar and JVM it is for. */
    boolean isNamedBy(String argument) {
        return OPTIONS.stream()
                .anyMatch(option -> argument.startsWith(option)
                        && directory()
                                .equals(Path.of(argument.substring(option.length()))
                                        .getParent()));
    }

    /** Held by the one that makes the cache; the time of its last change is that of the last start with the cache. */
    static Path lock(Path cache) {
        return cache.resolveSibling(cache.getFileName() + ".lock");
    }

    /** Notes a start with the cache, so that it is not taken for one that is left over. */
    void noteUse() {
        try {
            Files.write(lock(file), new byte[1]);
        } catch (IOException e) {
            // Nobody removes it where nobody can write.
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

    /** How the names of all caches of one jar begin, whatever it contained. */
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

    /** Told apart by path, which is no secret; the classes of a message digest would cost more than all of the rest. */
    private static String hash(String text) {
        var sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(sum.getValue());
    }
}
