package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the URL and token of the emulator. */
final class ConnectionOptions {

    private final Terminal terminal;

    @Mixin
    private final AddressOptions address;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The emulator's emulator.control.token. Default: EMULATOR_CONTROL_TOKEN.")
    private @Nullable String token;

    ConnectionOptions(Terminal terminal) {
        this.terminal = terminal;
        this.address = new AddressOptions(terminal);
    }

    ControlClient open() {
        return new ControlClient(
                address.url(), token == null ? terminal.environment().get("EMULATOR_CONTROL_TOKEN") : token);
    }
}
