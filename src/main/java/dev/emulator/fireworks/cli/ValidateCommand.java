package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import dev.emulator.fireworks.cli.console.Progress;
import dev.emulator.fireworks.cli.console.Terminal;
import dev.emulator.fireworks.dataset.Examination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Validates dataset files before they are uploaded. */
@Command(
        name = "validate",
        header = "Validate dataset files before they are uploaded.",
        description =
                "The command applies the rules that the emulator applies to uploads. Each file counts as a separate dataset. No running emulator is needed.")
final class ValidateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "The format of all rows: ${COMPLETION-CANDIDATES}. Default: the format of the first row.",
            completionCandidates = Formats.class,
            converter = Formats.class)
    private String format = "";

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "A dataset file in JSON Lines.")
    private List<Path> files = List.of();

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The formats that can be chosen. */
    static final class Formats implements Iterable<String>, ITypeConverter<String> {

        @Override
        public Iterator<String> iterator() {
            return Examination.formats().iterator();
        }

        @Override
        public String convert(String value) {
            var format = value.toLowerCase(Locale.ROOT);
            if (!Examination.formats().contains(format)) {
                throw new TypeConversionException(
                        "expected one of " + String.join(", ", Examination.formats()) + " but was '" + value + "'");
            }
            return format;
        }
    }

    @Override
    public Integer call() {
        var bad = 0;
        for (var file : files) {
            bad += examine(file) ? 0 : 1;
        }
        return bad == 0 ? 0 : 1;
    }

    private boolean examine(Path file) {
        var examination = examination(file);
        examination
                .findings()
                .forEach(finding -> terminal.out()
                        .println(file + ":" + finding.line() + ": " + finding.reason()
                                + (finding.unreadable() ? " (the upload would be refused)" : "")));
        var omitted = examination.problems() - examination.findings().size();
        if (omitted > 0) {
            terminal.out().println(file + ": and " + omitted + " more problems");
        }
        terminal.out().println(summary(file, examination));
        if (!examination.isTrainable()) {
            terminal.out().println(file + ": contains preferences, on which supervised jobs fail");
        }
        return examination.problems() == 0;
    }

    private static String summary(Path file, Examination examination) {
        return String.format(
                Locale.ROOT,
                "%s: %s; %,d rows, %,d of them to train on, about %,d tokens",
                file,
                examination.problems() == 0
                        ? "good"
                        : examination.problems() + (examination.problems() == 1 ? " problem" : " problems"),
                examination.rows(),
                examination.trainable(),
                examination.tokens());
    }

    private Examination examination(Path file) {
        try (var progress = new Progress(terminal, "validating " + file, InputFiles.size(file));
                var content = progress.count(Files.newInputStream(file))) {
            return Examination.of(format, String.valueOf(file.getFileName()), content);
        } catch (IOException e) {
            throw new CommandException(file + ": " + ErrorMessages.of(e));
        }
    }
}
