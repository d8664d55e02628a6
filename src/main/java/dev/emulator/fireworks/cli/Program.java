package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.FireworksEmulator;
import dev.emulator.fireworks.cli.console.Readiness;
import dev.emulator.fireworks.cli.console.Terminal;
import dev.emulator.fireworks.startup.Launcher;
import dev.emulator.fireworks.startup.StartCacheMaker;
import dev.emulator.fireworks.startup.Stdin;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.logging.LoggingSystem;

/**
 * What the jar starts. Without a command, or with settings only, it is the emulator itself, and of the command line nothing is loaded,
 * because that would cost time at every start.
 */
public final class Program {

    private static final Set<String> QUESTIONS = Set.of("-h", "--help", "-V", "--version");

    private Program() {}

    /**
     * Starts the emulator, or runs one command and ends the JVM with its exit code: 0 for success, 1 for failure, 2 for a command line
     * that makes no sense.
     *
     * @param args a command with what it takes, or settings such as {@code --server.port=0}
     */
    public static void main(String[] args) {
        if (isServe(args)) {
            serve(settings(args));
        } else if (args.length == 1 && args[0].equals("health")) {
            // A container asks every few seconds, so this way is kept free of all that takes long to load.
            var readiness = Readiness.of(Readiness.url(System.getenv()), Readiness.DEFAULT_SECONDS);
            (readiness.isReady() ? System.out : System.err).println(readiness.detail());
            System.exit(readiness.isReady() ? 0 : 1);
        } else {
            // As the start does: the doctor reports the same refusals.
            Locale.setDefault(Locale.ENGLISH);
            // Logback prints every level until a start configures it. Commands print their own messages.
            LoggingSystem.get(Program.class.getClassLoader()).beforeInitialize();
            System.exit(Commands.run(Terminal.ofThisProcess(), args));
        }
    }

    private static void serve(String[] settings) {
        Launcher.run(settings);
        Stdin.watch();
        FireworksEmulator.main(settings);
        if (Launcher.isWanted(settings, System.getenv())) {
            StartCacheMaker.makeInBackground();
        }
    }

    /** Whether nothing is asked but that the emulator be started. */
    static boolean isServe(String[] args) {
        for (var arg : args) {
            if (QUESTIONS.contains(arg)) {
                return false;
            }
        }
        return args.length == 0 || args[0].equals("serve") || args[0].startsWith("--");
    }

    /** The settings of a start, with or without the command before them. */
    static String[] settings(String[] args) {
        return args.length > 0 && args[0].equals("serve") ? Arrays.copyOfRange(args, 1, args.length) : args;
    }
}
