package dev.emulator.fireworks.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which emulator a command is for. */
final class Connection {

    private final Terminal terminal;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where the emulator is. Default: FIREWORKS_BASE_URL, else http://127.0.0.1 with SERVER_PORT or "
                            + Readiness.DEFAULT_PORT + ".")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "What emulator.control.token says there. Default: EMULATOR_CONTROL_TOKEN.")
    private @Nullable String token;

    Connection(Terminal terminal) {
        this.terminal = terminal;
    }

    ControlClient open() {
        var environment = terminal.environment();
        return new ControlClient(
                url == null ? Readiness.url(environment) : url,
                token == null ? environment.get("EMULATOR_CONTROL_TOKEN") : token);
    }
}
