package dev.emulator.fireworks.cli;

import dev.emulator.fireworks.cli.console.CommandException;
import dev.emulator.fireworks.cli.console.ErrorMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files that a command is given. */
final class InputFiles {

    private InputFiles() {}

    /** How large a file is; a {@link CommandException} if it is none that can be read. */
    static long size(Path file) {
        try {
            if (!Files.exists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (Files.isDirectory(file) || !Files.isReadable(file)) {
                throw new CommandException(file + ": is no file that can be read");
            }
            return Files.size(file);
        } catch (IOException e) {
            throw new CommandException(file + ": " + ErrorMessages.of(e));
        }
    }
}
