package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.control.ClientEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** What to put into the environment of a client. */
@Command(
        name = "env",
        header = "Print the environment variables that point a client at the emulator.",
        description = {
            "They are those of the Ready. line. In a shell: eval \"$(java -jar fireworks-emulator.jar env)\"",
            "Settings are looked for where `serve` finds them, and may be given as arguments as well."
        })
final class EnvCommand implements Runnable {

    private final Terminal terminal;

    @Unmatched
    private final List<String> settings = new ArrayList<>();

    @Option(names = "--account", paramLabel = "ACCOUNT", description = "Default: as set, which is local at first.")
    private @Nullable String account;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Default: as set, which is http://localhost:3473 at first.")
    private @Nullable String url;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "What it is for: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
            defaultValue = "sh")
    private Format format = Format.sh;

    EnvCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Named as they are typed. */
    enum Format {
        sh,
        powershell,
        dotenv
    }

    @Override
    public void run() {
        lines(environment()).forEach(terminal.out()::println);
    }

    private ClientEnvironment environment() {
        var properties = Settings.of(settings, terminal.environment());
        var emulator = properties.emulator();
        var port = properties.get("server.port", Readiness.DEFAULT_PORT);
        if (port.equals("0") && url == null && emulator.publicUrl() == null) {
            throw new Failure(
                    "server.port is 0, so only the emulator's Ready. line knows the port; tell it with --url");
        }
        var first = ClientEnvironment.of(emulator, port);
        var wanted = Objects.requireNonNullElse(account, first.accountId());
        var found = ClientEnvironment.of(emulator, port, wanted)
                .orElseThrow(() -> new Failure("none of emulator.auth.keys opens the account " + wanted));
        return new ClientEnvironment(
                Readiness.withoutSlash(Objects.requireNonNullElse(url, found.baseUrl())), found.apiKey(), wanted);
    }

    private List<String> lines(ClientEnvironment environment) {
        if (format == Format.sh) {
            return List.of(environment.export());
        }
        var lines = new ArrayList<String>();
        environment
                .variables()
                .forEach((name, value) -> lines.add(
                        format == Format.powershell
                                ? "$env:" + name + " = '" + value.replace("'", "''") + "'"
                                : name + "=" + forDotenv(value)));
        return lines;
    }

    /** What is between single quotes is taken as it is, but cannot have one in it. */
    private static String forDotenv(String value) {
        if (ClientEnvironment.isPlain(value)) {
            return value;
        }
        return value.contains("'") ? '"' + value.replaceAll("([\\\\\"$])", "\\\\$1") + '"' : "'" + value + "'";
    }
}
