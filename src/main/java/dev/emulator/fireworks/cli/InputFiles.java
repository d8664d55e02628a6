package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Input files of commands. */
final class InputFiles {

    private InputFiles() {}

    /**
     * Returns the size of a file in bytes.
     *
     * @throws CommandException if it is not a readable file
     */
    static long size(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (Files.isDirectory(file) || !Files.isReadable(file)) {
                throw new CommandException(file + ": is not a readable file");
            }
            return Files.size(file);
        } catch (IOException e) {
            throw new CommandException(file + ": " + ErrorMessages.of(e));
        }
    }
}
