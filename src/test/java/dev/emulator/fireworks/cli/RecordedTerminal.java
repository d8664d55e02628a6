package dev.emulator.fireworks.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.Map;

/** A terminal that remembers what was printed, at which commands are run as a user types them. */
final class RecordedTerminal {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Terminal terminal;

    RecordedTerminal(Map<String, String> environment) {
        this(false, environment, Clock.systemUTC());
    }

    RecordedTerminal(boolean interactive, Map<String, String> environment, Clock clock) {
        terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new PrintStream(bytes, true),
                interactive,
                environment,
                clock);
    }

    static RecordedTerminal forEmulatorAt(int port) {
        return new RecordedTerminal(Map.of("SERVER_PORT", Integer.toString(port)));
    }

    /** Tells the exit code. */
    int run(String... arguments) {
        return Commands.run(terminal, arguments);
    }

    Terminal terminal() {
        return terminal;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
