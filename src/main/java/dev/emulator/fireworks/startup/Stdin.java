package dev.emulator.fireworks.startup;

import java.io.IOException;

/**
 * Ends the process when its standard input does. Whoever starts an emulator and keeps a pipe to it can so be sure that it does not
 * outlive them, not even if they are killed.
 */
public final class Stdin {

    /** Set to true, lets the end of standard input be the end of the process. */
    public static final String VARIABLE = "EMULATOR_EXIT_ON_STDIN_CLOSE";

    private Stdin() {}

    static boolean isWatched() {
        return "true".equalsIgnoreCase(System.getenv(VARIABLE));
    }

    /** Begins to watch, if the environment asks for it. */
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
                // Whatever is written there is not for us.
            }
        } catch (IOException e) {
            // As good as its end.
        }
        System.exit(0);
    }
}
