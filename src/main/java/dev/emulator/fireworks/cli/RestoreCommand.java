package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.Progress;
import dev.emulator.fireworks.cli.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Restores a snapshot. */
@Command(
        name = "restore",
        header = "Replace the contents of an account by a snapshot.",
        description = "The snapshot may be of another account. If the restore fails, the account is unchanged.")
final class RestoreCommand implements Runnable {

    private final Terminal terminal;

    @Mixin
    private final ConnectionOptions connection;

    @Parameters(index = "0", paramLabel = "ACCOUNT", description = "The account. Its present contents are deleted.")
    private String account = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "A snapshot, as `snapshot` writes it.")
    private Path file = Path.of("");

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new ConnectionOptions(terminal);
    }

    @Override
    public void run() {
        var answer = restored();
        var replaced = answer.path("replaced").asInt(0);
        terminal.out()
                .println(account + ": " + resources(answer.path("resources").asInt(0))
                        + (replaced == 0 ? "" : "; replaced " + resources(replaced)));
    }

    private static String resources(int number) {
        return number + (number == 1 ? " resource" : " resources");
    }

    private JsonNode restored() {
        var size = InputFiles.size(file);
        var client = connection.open();
        try (var progress = new Progress(terminal, "restoring " + account, size);
                var archive = progress.count(Files.newInputStream(file))) {
            return client.send(AccountPaths.path(account) + ":restore", "application/zip", archive, size);
        } catch (ControlClient.Refusal e) {
            throw e.words().startsWith("the body is not a snapshot")
                    ? new CommandException(file + " is not a snapshot")
                    : e;
        } catch (IOException e) {
            throw new CommandException(file + ": " + ErrorMessages.of(e));
        }
    }
}
