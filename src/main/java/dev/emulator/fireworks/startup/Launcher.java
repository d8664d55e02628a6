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
 * Starts the program once more, in a JVM that uses the cache of classes, and stays between it and whoever started this one: signals,
 * output and exit code pass through, and neither outlives the other.
 *
 * <p>Nothing is started anew where there is no cache yet, where {@code emulator.start-cache} is false, and where the JVM was given
 * options that a cache would not go with.
 */
public final class Launcher {

    /** Set to false, says that no cache is to be used or made; as an argument, a system property or an environment variable. */
    static final String VARIABLE = "EMULATOR_START_CACHE";

    private static final String SETTING = "emulator.start-cache";

    /** What tells that the user has plans of their own with classes, or opens a port that two JVMs cannot share. */
    private static final List<String> KEEP_OUT = List.of(
            "-XX:AOT",
            "-XX:SharedArchiveFile",
            "-XX:ArchiveClassesAtExit",
            "-Xshare",
            "-javaagent",
            "-agent",
            "-Xrun",
            "-Xdebug",
            "-Dcom.sun.management");

    /** Where a JVM finds more options. */
    private static final List<String> OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Of a longer command line, Linux lets the JDK see only the beginning. */
    private static final int LONGEST_COMMAND = 3500;

    private Launcher() {}

    /**
     * Runs the program in another JVM if that is quicker, and ends this one with its exit code. Returns at once otherwise, and if this JVM was
     * started with a cache already.
     *
     * @param args the arguments of the program
     */
    public static void run(String[] args) {
        if (isWanted(args, System.getenv())) {
            StartCache.ofThisProgram().filter(StartCache::exists).ifPresent(cache -> {
                cache.noteUse();
                if (Stream.of(arguments()).noneMatch(cache::isNamedBy)) {
                    command(cache).ifPresent(Launcher::stayBeside);
                }
            });
        }
    }

    /** Whether a cache may be used and made at all. */
    public static boolean isWanted(String[] args, Map<String, String> environment) {
        return !"false".equalsIgnoreCase(environment.get(VARIABLE))
                && !"false".equalsIgnoreCase(System.getProperty(SETTING))
                && Stream.of(args).noneMatch(arg -> arg.equalsIgnoreCase("--" + SETTING + "=false"));
    }

    /** Whether another start like this one could use a cache; on Windows, a process cannot see how it was started. */
    static boolean canRepeat(StartCache cache) {
        var arguments = ProcessHandle.current().info().arguments();
        return arguments.isPresent()
                && !hasPlansOfItsOwn(Stream.of(arguments.get())
                        .filter(argument -> !cache.isNamedBy(argument))
                        .toArray(String[]::new))
                && OPTIONS.stream()
                        .map(System.getenv()::get)
                        .filter(Objects::nonNull)
                        .noneMatch(options -> hasPlansOfItsOwn(options.split("\\s+")));
    }

    private static String[] arguments() {
        return ProcessHandle.current().info().arguments().orElse(new String[0]);
    }

    /** This JVM's own command line, with the options for the cache before its own, which win. */
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

    static boolean hasPlansOfItsOwn(String[] arguments) {
        return Stream.of(arguments).mapToInt(String::length).sum() > LONGEST_COMMAND
                || Stream.of(arguments).anyMatch(argument -> KEEP_OUT.stream().anyMatch(argument::startsWith));
    }

    private static boolean hasCollector(String[] arguments) {
        return Stream.of(arguments).anyMatch(argument -> argument.startsWith("-XX:+Use") && argument.endsWith("GC"));
    }

    private static void stayBeside(List<String> command) {
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put(VARIABLE, "false");
        if (!Stdin.isWatched()) {
            // Nobody writes to this pipe. It breaks when this process goes, however it goes.
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
            // Without a second JVM, then: this one goes on.
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
