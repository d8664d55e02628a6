package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.Readiness;
import dev.emulator.fireworks.cli.console.Terminal;
import dev.emulator.fireworks.cli.console.UsageException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks whether an emulator is ready. */
@Command(name = "health", header = "Check whether a running emulator is ready for requests.")
final class HealthCommand implements Callable<Integer> {

    private static final int MOST_SECONDS = 3600;

    private final Terminal terminal;

    @Mixin
    private final AddressOptions address;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "" + Readiness.DEFAULT_SECONDS,
            description = "The timeout of the connection, and of the answer. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    HealthCommand(Terminal terminal) {
        this.terminal = terminal;
        this.address = new AddressOptions(terminal);
    }

    @Override
    public Integer call() {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new UsageException("--timeout must be 1 to " + MOST_SECONDS + " seconds");
        }
        var readiness = Readiness.of(address.url(), seconds);
        (readiness.isReady() ? terminal.out() : terminal.err()).println(readiness.detail());
        return readiness.isReady() ? 0 : 1;
    }
}
