package dev.emulator.fireworks.cli.console;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command talks to.
 *
 * @param bytes where output goes that is no text
 * @param interactive whether somebody looks on who can be shown a moving bar
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

    /** From Java 22 on there is a console even where there is no terminal, and a method that tells. */
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
