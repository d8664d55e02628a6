package dev.emulator.fireworks.cli.doctor;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the process that listens on a port, or locks a file. Only works on Linux, and for processes of the same user. */
final class ProcessLookup {

    private static final Path PROCESSES = Path.of("/proc");
    private static final String LISTENING = "0A";

    private ProcessLookup() {}

    static Optional<String> listeningAt(int port) {
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROCESSES.resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > 9 && row[3].equals(LISTENING))
                .filter(row -> row[1].endsWith(String.format(Locale.ROOT, ":%04X", port)))
                .flatMap(row -> processWith("socket:[" + row[9] + "]").stream())
                .findFirst()
                .map(ProcessLookup::describe);
    }

    /** Describes the process that holds a lock on a file. */
    static Optional<String> holding(Path file) {
        try {
            var inode = ":" + Files.getAttribute(file, "unix:ino");
            return lines(PROCESSES.resolve("locks"))
                    .map(line -> line.strip().split("\\s+"))
                    .filter(row -> row.length > 5 && row[5].endsWith(inode))
                    .map(row -> Long.valueOf(row[4]))
                    .filter(process -> process > 0)
                    .findFirst()
                    .map(ProcessLookup::describe);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            return Stream.empty();
        }
    }

    private static Optional<Long> processWith(String open) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(process -> files(process).contains(open))
                .findFirst();
    }

    private static List<String> files(long process) {
        try (var files = Files.newDirectoryStream(PROCESSES.resolve(process + "/fd"))) {
            var names = new ArrayList<String>();
            for (var file : files) {
                names.add(Files.readSymbolicLink(file).toString());
            }
            return names;
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // a process of another user, or one that has ended
        }
    }

    private static String describe(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().command())
                .map(command -> "process " + process + " (" + command + ")")
                .orElse("process " + process);
    }
}
