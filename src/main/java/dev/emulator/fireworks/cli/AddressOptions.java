package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.Readiness;
import dev.emulator.fireworks.cli.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for the URL of the emulator. */
final class AddressOptions {

    private final Terminal terminal;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The URL of the emulator. Default: FIREWORKS_BASE_URL, else http://127.0.0.1 with the port SERVER_PORT or "
                            + Readiness.DEFAULT_PORT + ".")
    private @Nullable String url;

    AddressOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    String url() {
        return url == null ? Readiness.url(terminal.environment()) : url;
    }
}
