package dev.emulator.fireworks.startup;

import dev.emulator.fireworks.OutOfMemoryExit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the program in a second JVM that uses the class cache. This JVM forwards the termination signal to the second JVM, and returns its
 * exit code. The second JVM uses the standard output and standard error of this JVM. Each JVM ends when the other ends.
 *
 * <p>There is no second JVM if there is no cache yet, if {@code emulator.start-cache} is false, or if the options of this JVM conflict
 * with a cache.
 */
public final class Launcher {

    /** The environment variable that disables the class cache if it is false. The setting below has the same effect. */
    static final String VARIABLE = "EMULATOR_START_CACHE";

    /** The setting that disables the class cache if it is false, as an argument or a system property. */
    private static final String SETTING = "emulator.start-cache";

    /** Options that configure class data sharing, change classes, or open a port, which two JVMs cannot share. */
    private static final List<String> CONFLICTING_OPTIONS = List.of(
            "-XX:AOT",
            "-XX:SharedArchiveFile",
            "-XX:ArchiveClassesAtExit",
            "-Xshare",
            "-javaagent",
            "-agent",
            "-Xrun",
            "-Xdebug",
            "-Dcom.sun.management");

    /** Environment variables with options of a JVM. */
    private static final List<String> OPTION_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** On Linux, the JDK reads only the beginning of a longer command line. */
    private static final int MAX_COMMAND_LENGTH = 3500;

    private Launcher() {}

    /**
     * Runs the program in a second JVM if there is a class cache, and ends this JVM with its exit code. Otherwise, returns immediately. Also
     * returns immediately if this JVM already uses a cache.
     *
     * @param args the arguments of the program
     */
    public static void run(String[] args) {
        if (isWanted(args, System.getenv())) {
            StartCache.ofThisProgram().filter(StartCache::exists).ifPresent(cache -> {
                cache.noteUse();
                if (Stream.of(arguments()).noneMatch(cache::isNamedBy)) {
                    command(cache).ifPresent(Launcher::runSecondJvm);
                }
            });
        }
    }

    /** Returns whether the user allows the use and the creation of a class cache. */
    public static boolean isWanted(String[] args, Map<String, String> environment) {
        return !"false".equalsIgnoreCase(environment.get(VARIABLE))
                && !"false".equalsIgnoreCase(System.getProperty(SETTING))
                && Stream.of(args).noneMatch(arg -> arg.equalsIgnoreCase("--" + SETTING + "=false"));
    }

    /**
     * Returns whether a start with the same command line and environment could use the cache. Always returns false on Windows, where a
     * process cannot read its arguments.
     */
    static boolean canRepeat(StartCache cache) {
        var arguments = ProcessHandle.current().info().arguments();
        return arguments.isPresent()
                && !conflictsWithCache(Stream.of(arguments.get())
                        .filter(argument -> !cache.isNamedBy(argument))
                        .toArray(String[]::new))
                && OPTION_VARIABLES.stream()
                        .map(System.getenv()::get)
                        .filter(Objects::nonNull)
                        .noneMatch(options -> conflictsWithCache(options.split("\\s+")));
    }

    private static String[] arguments() {
        return ProcessHandle.current().info().arguments().orElse(new String[0]);
    }

    /** Returns the command line of this JVM with the options for the cache. They come first, so that the user's options override them. */
    private static Optional<List<String>> command(StartCache cache) {
        var self = ProcessHandle.current().info();
        var command = self.command();
        var arguments = self.arguments();
        if (command.isEmpty() || !canRepeat(cache)) {
            return Optional.empty();
        }
        var whole = new ArrayList<String>();
        whole.add(command.get());
        whole.addAll(JvmOptions.ofThisJvm().using(cache.file()));
        if (hasCollector(arguments.orElseThrow())) {
            whole.remove("-XX:+UseSerialGC");
        }
        whole.addAll(List.of(arguments.orElseThrow()));
        return Optional.of(whole);
    }

    static boolean conflictsWithCache(String[] arguments) {
        return Stream.of(arguments).mapToInt(String::length).sum() > MAX_COMMAND_LENGTH
                || Stream.of(arguments)
                        .anyMatch(argument -> CONFLICTING_OPTIONS.stream().anyMatch(argument::startsWith));
    }

    private static boolean hasCollector(String[] arguments) {
        return Stream.of(arguments).anyMatch(argument -> argument.startsWith("-XX:+Use") && argument.endsWith("GC"));
    }

    private static void runSecondJvm(List<String> command) {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(VARIABLE, "false");
        if (!Stdin.isWatched()) {
            // Nothing writes to this pipe. It closes when this process ends, even if it is killed.
            builder.redirectInput(ProcessBuilder.Redirect.PIPE);
            builder.environment().put(Stdin.VARIABLE, "true");
        }
        try {
            var process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            var code = process.waitFor();
            if (code == OutOfMemoryExit.EXIT_CODE) {
                System.err.println(OutOfMemoryExit.MESSAGE);
            }
            System.exit(code);
        } catch (IOException e) {
            // Without a second JVM, the emulator runs in this one.
        } catch (InterruptedException e) {
            System.exit(1);
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
