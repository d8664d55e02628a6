package dev.emulator.fireworks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Ends a process that has run out of memory: threads that have died of it would leave one that is up and never answers. What is done then
 * needs no memory. A JVM with {@code -XX:+ExitOnOutOfMemoryError} ends sooner, with the same exit code.
 */
public final class OutOfMemoryExit {

    /** As the JVM's own. */
    public static final int EXIT_CODE = 3;

    public static final String MESSAGE =
            "The emulator has run out of memory, and ends. Give its JVM a larger heap, such as java -Xmx1g -jar fireworks-emulator.jar";

    private static final byte[] LINE = ("\n" + MESSAGE + "\n").getBytes(StandardCharsets.UTF_8);
    private static final FileOutputStream STDERR = new FileOutputStream(FileDescriptor.err);

    private OutOfMemoryExit() {}

    /** For a process that is the emulator's own. Who catches such a failure hands it to the default handler as well. */
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
