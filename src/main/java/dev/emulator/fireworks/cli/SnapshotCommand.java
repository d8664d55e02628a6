package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.Progress;
import dev.emulator.fireworks.cli.console.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves a snapshot of an account. */
@Command(
        name = "snapshot",
        header = "Save everything in an account to a ZIP archive.",
        description =
                "The archive contains the files of datasets and models too, and `restore` reads it. If the account is empty, the command fails.")
final class SnapshotCommand implements Runnable {

    private final Terminal terminal;

    @Mixin
    private final ConnectionOptions connection;

    @Parameters(paramLabel = "ACCOUNT", description = "The account.")
    private String account = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "The file to write; an existing file is replaced. - is the standard output. Default: ACCOUNT.zip.")
    private @Nullable Path output;

    SnapshotCommand(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new ConnectionOptions(terminal);
    }

    @Override
    public void run() {
        var target = Objects.requireNonNullElseGet(output, () -> Path.of(account + ".zip"));
        var answer = connection.open().fetch(AccountPaths.path(account) + ":snapshot");
        if (answer.headers().firstValue("X-Emulator-Empty").isPresent()) {
            close(answer.body());
            throw new CommandException("account " + account + " is empty");
        }
        var size = answer.headers().firstValueAsLong("Content-Length").orElse(0);
        try (var progress = new Progress(terminal, "snapshot of " + account, size);
                var archive = progress.count(answer.body())) {
            if (target.toString().equals("-")) {
                archive.transferTo(terminal.bytes());
                terminal.bytes().flush();
                return;
            }
            write(archive, target);
        } catch (IOException e) {
            throw new CommandException("the snapshot was cut off: " + ErrorMessages.of(e));
        }
        terminal.out().println(target + ": " + Progress.size(size));
    }

    private static void close(InputStream archive) {
        try (archive) {
            archive.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new CommandException("the snapshot was cut off: " + ErrorMessages.of(e));
        }
    }

    /** Replaces an existing file only after the new one is complete. */
    private static void write(InputStream archive, Path target) throws IOException {
        var part = partBeside(target);
        part.toFile().deleteOnExit();
        try {
            Files.copy(archive, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Path partBeside(Path target) {
        var directory = target.toAbsolutePath().getParent();
        if (directory == null || !Files.isWritable(directory) || Files.isDirectory(target)) {
            throw new CommandException(target + ": cannot be written");
        }
        return directory.resolve(target.getFileName() + ".part");
    }
}
