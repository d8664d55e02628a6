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
 * Starts the emulator or runs a command. If there is no command, the emulator starts. It starts without loading the classes of the command
 * line, because they would slow each start down.
 */
public final class Program {

    private static final Set<String> INFORMATION_OPTIONS = Set.of("-h", "--help", "-V", "--version");

    private Program() {}

    /**
     * Starts the emulator, or runs one command and ends the JVM with its exit code: 0 for success, 1 for failure, 2 for an invalid command
     * line.
     *
     * @param args a command with its arguments, or settings such as {@code --server.port=0}
     */
    public static void main(String[] args) {
        if (isServe(args)) {
            serve(settings(args));
        } else if (args.length == 1 && args[0].equals("health")) {
            // A container runs this every few seconds, so it loads few classes.
            var readiness = Readiness.of(Readiness.url(System.getenv()), Readiness.DEFAULT_SECONDS);
            (readiness.isReady() ? System.out : System.err).println(readiness.detail());
            System.exit(readiness.isReady() ? 0 : 1);
        } else {
            // The start sets the same locale, so that the doctor reports the same messages.
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

    /** Returns whether the arguments start the emulator instead of running another command. */
    static boolean isServe(String[] args) {
        for (var arg : args) {
            if (INFORMATION_OPTIONS.contains(arg)) {
                return false;
            }
        }
        return args.length == 0 || args[0].equals("serve") || args[0].startsWith("--");
    }

    /** Returns the arguments without the command {@code serve}. */
    static String[] settings(String[] args) {
        return args.length > 0 && args[0].equals("serve") ? Arrays.copyOfRange(args, 1, args.length) : args;
    }
}
