package dev.emulator.fireworks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends the process after an {@code OutOfMemoryError}, because a process that has lost threads may keep running without answering requests.
 * The exit itself allocates no memory. With {@code -XX:+ExitOnOutOfMemoryError}, the JVM ends earlier, with the same exit code.
 */
public final class OutOfMemoryExit {

    /** The exit code of a JVM with {@code -XX:+ExitOnOutOfMemoryError}. */
    public static final int EXIT_CODE = 3;

    public static final String MESSAGE =
            "The emulator has run out of memory, and ends. Give its JVM a larger heap, such as java -Xmx1g -jar fireworks-emulator.jar";

    private static final byte[] LINE = ("\n" + MESSAGE + "\n").getBytes(StandardCharsets.UTF_8);
    private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);

    private OutOfMemoryExit() {}

    /**
     * Installs the default handler for uncaught exceptions. Only the main method of the emulator calls this. Code that catches an
     * {@code OutOfMemoryError} passes it to the default handler.
     */
    static void install() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            if (failure instanceof OutOfMemoryError) {
                exit();
            }
            failure.printStackTrace();
        });
    }

    private static void exit() {
        try {
            STDERR.write(LINE);
        } catch (IOException e) {
            // Standard error is closed; the exit code remains.
        }
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
