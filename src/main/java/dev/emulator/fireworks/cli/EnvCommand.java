package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.EmulatorProperties;
import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.Readiness;
import dev.emulator.fireworks.cli.console.Terminal;
import dev.emulator.fireworks.cli.settings.Settings;
import dev.emulator.fireworks.control.ClientEnvironment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** Prints environment variables for clients. */
@Command(
        name = "env",
        header = "Print the environment variables that point a client at the emulator.",
        description = {
            "The command asks the running emulator. In a shell: eval \"$(java -jar fireworks-emulator.jar env)\"",
            "If no emulator answers, it derives the variables from the settings, and prints a warning. It reads the settings that `serve` reads, and accepts settings as arguments."
        })
final class EnvCommand implements Runnable {

    private final Terminal terminal;

    @Unmatched
    private final List<String> settings = new ArrayList<>();

    @Option(
            names = "--account",
            paramLabel = "ACCOUNT",
            description = "The account. Default: the emulator's default account.")
    private @Nullable String account;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The URL of the emulator. Default: FIREWORKS_BASE_URL, else http://127.0.0.1 with server.port or "
                            + Readiness.DEFAULT_PORT + ".")
    private @Nullable String url;

    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "The emulator's emulator.control.token. Default: EMULATOR_CONTROL_TOKEN.")
    private @Nullable String token;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The output format: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
            defaultValue = "sh")
    private Format format = Format.sh;

    EnvCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Lower-case, as typed on the command line. */
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
        var named = url == null ? terminal.environment().getOrDefault("FIREWORKS_BASE_URL", "") : url;
        if (!named.isBlank() || !port.equals("0")) {
            var asked = named.isBlank() ? properties.loopbackUrl(port) : Readiness.withoutSlash(named);
            try {
                var running = asked(asked, emulator.control().token());
                return named.isBlank() ? running : new ClientEnvironment(asked, running.apiKey(), running.accountId());
            } catch (ControlClient.Refusal e) {
                throw e;
            } catch (CommandException e) {
                terminal.err()
                        .println("warning: no emulator answers at " + asked + "; the variables are from the settings");
            }
        }
        if (port.equals("0") && url == null && emulator.publicUrl() == null) {
            throw new CommandException(
                    "server.port is 0, so the port is only known to the running emulator; set --url");
        }
        var listening = url == null ? properties.listeningUrl(port) : Readiness.withoutSlash(url);
        return expected(emulator, listening, url != null);
    }

    private ClientEnvironment asked(String asked, @Nullable String configured) {
        var fallback = terminal.environment().getOrDefault("EMULATOR_CONTROL_TOKEN", configured);
        var path = account == null ? "" : "/accounts/" + URLEncoder.encode(account, StandardCharsets.UTF_8);
        var answer = new ControlClient(asked, token == null ? fallback : token)
                .get("/_emulator/v1" + path + "/clientEnvironment");
        return new ClientEnvironment(
                answer.path("baseUrl").asString(""),
                answer.path("apiKey").asString(""),
                answer.path("accountId").asString(""));
    }

    private ClientEnvironment expected(EmulatorProperties emulator, String listening, boolean isNamed) {
        var first = ClientEnvironment.of(emulator, listening);
        var wanted = Objects.requireNonNullElse(account, first.accountId());
        var found = ClientEnvironment.of(emulator, listening, wanted)
                .orElseThrow(() -> new CommandException("none of emulator.auth.keys opens the account " + wanted));
        return new ClientEnvironment(isNamed ? listening : found.baseUrl(), found.apiKey(), wanted);
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

    /** Prefers single quotes, in which nothing is expanded; a value that contains one needs double quotes. */
    private static String forDotenv(String value) {
        if (ClientEnvironment.isPlain(value)) {
            return value;
        }
        return value.contains("'") ? '"' + value.replaceAll("([\\\\\"$])", "\\\\$1") + '"' : "'" + value + "'";
    }
}
