package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.aip.ApiException;
import dev.emulator.fireworks.cli.ControlClient.Refusal;
import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.Progress;
import dev.emulator.fireworks.cli.console.Terminal;
import dev.emulator.fireworks.seed.SeedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sends seed documents to a running emulator. */
@Command(
        name = "seed",
        header = "Create resources in a running emulator from seed files.",
        description = {
            "Existing resources are updated if they differ. Running the command again changes nothing.",
            "All seed files are read before the first one is sent. Files that datasets refer to (file: train.jsonl) are included in Base64. A seed file with its included files must not exceed emulator.limits.request-body."
        })
final class SeedCommand implements Runnable {

    private static final Pattern LINE = Pattern.compile("line (\\d+): (.*)", Pattern.DOTALL);

    private final Terminal terminal;

    @Mixin
    private final ConnectionOptions connection;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description =
                    "A YAML or JSON file, or a directory, whose .yaml, .yml and .json files are sent in the order of their names.")
    private List<Path> files = List.of();

    SeedCommand(Terminal terminal) {
        this.terminal = terminal;
        this.connection = new ConnectionOptions(terminal);
    }

    private record Document(Path file, byte[] json) {}

    @Override
    public void run() {
        var documents = files.stream().flatMap(file -> documents(file).stream()).toList();
        var client = connection.open();
        var total =
                documents.stream().mapToLong(document -> document.json().length).sum();
        var summaries = new ArrayList<String>();
        try (var progress = new Progress(terminal, "seeding", total)) {
            for (var document : documents) {
                summaries.add(send(document, client, progress));
            }
        } finally {
            summaries.forEach(terminal.out()::println);
        }
    }

    private static String send(Document document, ControlClient client, Progress progress) {
        try {
            var body = progress.count(new ByteArrayInputStream(document.json()));
            var summary = client.send("/_emulator/v1:seed", "application/json", body, document.json().length);
            return document.file() + ": " + summary.path("created").asInt(0) + " created, "
                    + summary.path("updated").asInt(0) + " updated, "
                    + summary.path("unchanged").asInt(0) + " unchanged";
        } catch (Refusal e) {
            throw mistake(document.file(), e.words());
        }
    }

    private static List<Document> documents(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                return List.of(document(path));
            }
            var documents = new ArrayList<Document>();
            for (var file : filesIn(path)) {
                documents.add(document(file));
            }
            return documents;
        } catch (IOException e) {
            throw new CommandException(path + ": " + ErrorMessages.of(e));
        }
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        var files = SeedFile.documents(directory);
        if (files.isEmpty()) {
            throw new CommandException(directory + ": contains no .yaml, .yml or .json file");
        }
        return files;
    }

    private static Document document(Path file) throws IOException {
        try {
            return new Document(file, SeedFile.json(file));
        } catch (ApiException e) {
            throw mistake(file, String.valueOf(e.getMessage()));
        }
    }

    /** Uses the format of compilers, FILE:LINE: MESSAGE, which editors understand. */
    private static CommandException mistake(Path file, String message) {
        var line = LINE.matcher(message);
        return new CommandException(
                line.matches() ? file + ":" + line.group(1) + ": " + line.group(2) : file + ": " + message);
    }
}
