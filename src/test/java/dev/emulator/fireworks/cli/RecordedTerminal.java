package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;

/** Runs commands as a user does, and records their output. */
public final class RecordedTerminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal;

    public RecordedTerminal(Map<String, String> environment) {
        this(false, environment, Clock.systemUTC());
    }

    public RecordedTerminal(boolean interactive, Map<String, String> environment, Clock clock) {
        terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new PrintStream(bytes, true),
                interactive,
                environment,
                clock);
    }

    public static RecordedTerminal forEmulatorAt(int port) {
        return new RecordedTerminal(Map.of("SERVER_PORT", Integer.toString(port)));
    }

    /** Returns the exit code. */
    public int run(String... arguments) {
        return Commands.run(terminal, arguments);
    }

    public Terminal terminal() {
        return terminal;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString();
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
