package dev.emulator.fireworks.cli.console;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The input and output of a command.
 *
 * @param bytes the standard output for binary data
 * @param interactive whether the output is a terminal, so that a progress bar can be shown
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        PrintStream bytes,
        boolean interactive,
        Map<String, String> environment,
        Clock clock) {

    public static Terminal ofThisProcess() {
        return new Terminal(
                new PrintWriter(System.out, true),
                new PrintWriter(System.err, true),
                System.out,
                isTerminal(System.console()),
                System.getenv(),
                Clock.systemUTC());
    }

    /** From Java 22 on, a console exists even without a terminal, and has a method {@code isTerminal}. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
