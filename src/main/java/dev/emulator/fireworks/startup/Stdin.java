package dev.emulator.fireworks.startup;

import java.io.IOException;

/**
 * Ends the process when its standard input is closed. A parent process that holds a pipe to the emulator uses this, so that the emulator
 * ends with the parent even if the parent is killed.
 */
public final class Stdin {

    /** The environment variable that enables this if it is true. */
    public static final String VARIABLE = "EMULATOR_EXIT_ON_STDIN_CLOSE";

    private Stdin() {}

    static boolean isWatched() {
        return "true".equalsIgnoreCase(System.getenv(VARIABLE));
    }

    /** Starts to watch the standard input if {@link #VARIABLE} enables it. */
    public static void watch() {
        if (isWatched()) {
            var watcher = new Thread(Stdin::waitForTheEnd, "stdin");
            watcher.setDaemon(true);
            watcher.start();
        }
    }

    private static void waitForTheEnd() {
        try {
            while (System.in.read() >= 0) {
                // Input is ignored.
            }
        } catch (IOException e) {
            // An error has the same meaning as the end of the input.
        }
        System.exit(0);
    }
}
