package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.Readiness;
import dev.emulator.fireworks.cli.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the emulator is that a command is for. */
final class AddressOptions {

    private final Terminal terminal;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Where the emulator is. Default: FIREWORKS_BASE_URL, else http://127.0.0.1 with SERVER_PORT or "
                            + Readiness.DEFAULT_PORT + ".")
    private @Nullable String url;

    AddressOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    String url() {
        return url == null ? Readiness.url(terminal.environment()) : url;
    }
}
