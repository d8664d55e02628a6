package dev.emulator.fireworks.startup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Makes the cache of classes: runs a rehearsal in a JVM that writes its loaded classes to a file when it ends. If several emulators start at
 * the same time, one makes the cache. Ends when the emulator ends that started it.
 */
public final class StartCacheMaker {

    private static final String REHEARSAL = "dev.emulator.fireworks.startup.Rehearsal";
    private static final long LIMIT_MINUTES = 5;
    private static final Duration UNUSED = Duration.ofDays(7);

    /** Prefixes of environment variables that would make the rehearsal use the user's data. */
    private static final List<String> SETTINGS = List.of("EMULATOR_", "SPRING_", "SERVER_", "LOGGING_");

    private static final AtomicBoolean ENDING = new AtomicBoolean();

    private StartCacheMaker() {}

    /**
     * Makes a cache.
     *
     * @param args the file of the cache; in the build of an image also the file for the JVM's options, in the format of {@code java @file}
     * @throws IOException if no cache was made
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var cache = Path.of(args[0]).toAbsolutePath();
        if (args.length > 1) {
            rehearse(cache, Path.of(args[1]), ProcessBuilder.Redirect.INHERIT);
        } else {
            Stdin.watch();
            makeOnce(cache);
        }
    }

    /** Starts a process that makes the cache of this program, if there is none. Returns at once. */
    public static void makeInBackground() {
        var cache = StartCache.ofThisProgram().filter(made -> !made.exists());
        var jar = StartCache.jar();
        if (cache.isEmpty() || jar.isEmpty() || !Launcher.canRepeat(cache.get())) {
            return;
        }
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "19"));
        }
        command.addAll(List.of(java(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m"));
        command.addAll(List.of("-cp", jar.get().toString(), StartCacheMaker.class.getName()));
        command.add(cache.get().file().toString());
        try {
            isolated(new ProcessBuilder(command), ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The emulator works without a cache.
        }
    }

    private static void makeOnce(Path cache) throws IOException, InterruptedException {
        Files.createDirectories(cache.getParent());
        var lock = StartCache.lock(cache);
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = channel.tryLock()) {
            if (held != null && !Files.exists(cache)) {
                channel.write(ByteBuffer.allocate(1));
                deleteOlder(cache);
                deleteUnused(cache);
                rehearse(cache, StartCache.options(cache), ProcessBuilder.Redirect.DISCARD);
            }
        }
    }

    private static void rehearse(Path cache, Path options, ProcessBuilder.Redirect output)
            throws IOException, InterruptedException {
        var unfinished = cache.resolveSibling(cache.getFileName() + ".unfinished");
        var directory = Files.createTempDirectory("fireworks-emulator-rehearsal-");
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(JvmOptions.ofThisJvm().making(unfinished));
        command.addAll(List.of("-cp", jar().toString(), REHEARSAL));
        command.add(directory.toString());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cleanUp(unfinished, directory)));
        var process = startUnlessEnding(isolated(new ProcessBuilder(command).directory(directory.toFile()), output));
        if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0 || !Files.exists(unfinished)) {
            throw new IOException("The rehearsal ended with " + process.exitValue() + " and left no cache");
        }
        Files.write(options, JvmOptions.ofThisJvm().using(cache));
        Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Without the lock, a rehearsal could start after {@link #cleanUp} has looked for it. */
    private static Process startUnlessEnding(ProcessBuilder rehearsal) throws IOException {
        synchronized (ENDING) {
            if (ENDING.get()) {
                throw new IOException("The process ends");
            }
            return rehearsal.start();
        }
    }

    private static void cleanUp(Path unfinished, Path directory) {
        synchronized (ENDING) {
            ENDING.set(true);
        }
        ProcessHandle.current().children().forEach(rehearsal -> {
            rehearsal.destroyForcibly();
            rehearsal.onExit().join();
        });
        try {
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(unfinished.resolveSibling(unfinished.getFileName() + ".config"));
            delete(directory);
        } catch (IOException e) {
            // The operating system deletes old temporary files.
        }
    }

    private static ProcessBuilder isolated(ProcessBuilder builder, ProcessBuilder.Redirect output) {
        builder.environment().keySet().removeIf(name -> SETTINGS.stream().anyMatch(name::startsWith));
        builder.environment().put(Launcher.VARIABLE, "false");
        // Ends the new process together with this one, because the pipe to its standard input is closed then.
        builder.environment().put(Stdin.VARIABLE, "true");
        return builder.redirectErrorStream(true).redirectOutput(output);
    }

    private static Path jar() throws IOException {
        return StartCache.jar().orElseThrow(() -> new IOException("Not started from a jar"));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Deletes the caches of earlier builds of the jar. A JVM that uses one keeps the open file. */
    private static void deleteOlder(Path cache) throws IOException {
        var name = cache.getFileName().toString();
        var family = StartCache.family(cache);
        try (var all = Files.list(cache.getParent())) {
            for (var file : all.toList()) {
                var other = file.getFileName().toString();
                if (other.startsWith(family) && !other.startsWith(name)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Deletes the caches of other jars that no start has used for a week. The lock file was written just now, so its time is the current time. */
    static void deleteUnused(Path cache) throws IOException {
        var before =
                Files.getLastModifiedTime(StartCache.lock(cache)).toInstant().minus(UNUSED);
        try (var all = Files.newDirectoryStream(cache.getParent(), "start-*.cache")) {
            for (var file : all) {
                var lock = StartCache.lock(file);
                var used = Files.getLastModifiedTime(Files.exists(lock) ? lock : file)
                        .toInstant();
                if (!file.equals(cache) && used.isBefore(before)) {
                    Files.deleteIfExists(file);
                    Files.deleteIfExists(StartCache.options(file));
                    Files.deleteIfExists(lock);
                }
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (var path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
